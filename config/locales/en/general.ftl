# Words that belong to no single feature.

stale-button = This button cannot be used any more. Please start with “Ask a question” at the reception.
only-in-server = This cannot be used here. Please press it at the reception of the community.
our-fault = That did not work. Please wait a moment and press again.
    If it goes on, tell the staff this number: { $reference }

notice-title = Please check the settings
notice-permission = I could not write in { $channel }. Please allow the role of Tsunagari (the bot) in this channel: View Channel, Send Messages, Embed Links, Create Public Threads, Send Messages in Threads. What has waited is then sent by itself.
notice-missing = A channel or message that I was to use is gone. If a channel was deleted, please make it again with the same name.
