# Words that belong to no single feature.

stale-button = This no longer works. Please start again with a button at the reception.
left-server = This cannot be used after you have left the server. Join it again to go on.
    What is kept about you can be seen and erased in “My data”.
only-in-server = This does not work here. Please use the buttons at the reception in the server.
our-fault = That did not work. Please wait a moment and try again.
    If it goes on, tell the staff this number: { $reference }

notice-title = For the staff
notice-this-server = this server
notice-permission = I could not write in { $channel }. Please mend it like this:
    1. Press { $channel } for long (or right-click), then “Edit Channel” → “Permissions”
    2. Choose the role of the bot
    3. Allow View Channel, Send Messages, Embed Links, Create Public Threads, Send Messages in Threads
    What has waited is then sent by itself.
notice-missing = There is no channel named “{ $setting }”. Please make a channel with this name again. What has waited is then sent by itself.
notice-role = I could not change a role. Please mend it like this:
    1. Open “Server Settings” → “Roles”
    2. Allow the role of the bot “Manage Roles”
    3. Move the role of the bot above the role that is to be changed
    What has waited is then done by itself.
notice-events-full = The server has 100 events, and no more can be made. Delete some that are not needed, and the missing ones are made. Sign-ups and reminders of courses go on.
notice-event = I could not change an event. Please mend it like this:
    1. Open “Server Settings” → “Roles” and choose the role of the bot
    2. Allow “Create Events” and “Manage Events”
    What has waited is then done by itself.
notice-gone = A post of mine in { $place } was deleted, so I could not bring it up to date.
    If it was not needed any more, there is nothing to do.
notice-undecided = I cannot find out whether something was sent to { $place }. I have stopped it, so that it does not come twice.
    Please allow the role of the bot “Read Message History”. I then look by myself and send it if it is not there.
notice-too-late = Something was not sent because its time was over.
    If it is still needed, please tell people yourselves.
notice-given-up = There is something that could not be sent in many attempts. Please tell the number below to whoever runs the bot.
notice-not-done = There is something that could not be done. Please tell the number below to whoever runs the bot.
notice-erasing = Erasing a member's data has come to a stop: the bot lacks a permission in { $channel }. To fix this:
    1. Press and hold { $channel } (on a computer, right-click) → "Edit Channel" → "Permissions"
    2. Choose the bot's role
    3. Allow "View Channel", "Read Message History" and "Manage Messages"
    The rest is then erased by itself. A member who asked for it is told after three days that something is left; it is waited for 30 days more.
notice-reference = Number for enquiries: { $reference }
notice-number = Notice { $number }
