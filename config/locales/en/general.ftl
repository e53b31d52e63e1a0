# Words that belong to no single feature.

stale-button = This cannot be used any more. Please start with “Ask a question” at the reception.
only-in-server = This cannot be used here. Please press it at the reception of the community.
our-fault = That did not work. Please wait a moment and try again.
    If it goes on, tell the staff this number: { $reference }

notice-title = Please check the settings
notice-permission = I could not write in { $channel }. Please mend it like this:
    1. Press { $channel } for long (or right-click), then “Edit Channel” → “Permissions”
    2. Choose the role of the bot
    3. Allow View Channel, Send Messages, Embed Links, Create Public Threads, Send Messages in Threads
    What has waited is then sent by itself.
notice-missing = A channel that I was to use is gone. Please make a channel with the same name again. What has waited is then sent by itself.
notice-given-up = There is something that could not be sent in many attempts (number: { $reference }). Please tell this number to whoever runs the bot.
