# My page, how to, how one is told

panel-help-button = How to
panel-me-button = My page

# How to
help-title = How to
help-intro = Choose what you would like to do.
    The button for it appears at once.
help-placeholder = What you would like to do
help-ask = Ask a question
help-ask-words = Press "Ask a question" and write it down.
    You can send it at any hour. When there is an answer, you are told.
help-mine = See how my questions stand
help-mine-words = The button below shows your questions.
    Choose one to write more, or to mark it as resolved.
help-faq = See frequent questions
help-faq-words = These are questions that come up often, with their answers.
help-tutor = Talk to somebody with experience
help-tutor-words = You can talk to a tutor (an experienced worker), just the two of you.
    Press "Talk to a tutor" and choose what it is about.
help-course = Join a course
help-course-words = See the courses to come, and press "Join".
    You are reminded before it begins.
help-leave-course = I cannot come to a course
help-leave-course-words = Choose the course by the button below, and press "Cancel".
    Your place goes to somebody who waits.
help-join = Become a tutor
help-join-words = Press "Become a tutor" and choose what you know well, and your hours.
    It begins when staff have agreed.
help-notices = Change how I am told things
help-notices-words = Choose direct messages (for you alone), or a mention in the channel.
    You can also have quiet hours, or switch everything off.
help-words = What the words of Discord mean
help-words-words = - **Channel**: a place for a topic. Choose it from the list on the left.
    - **Thread**: a small room for one question, apart from other talk.
    - **Direct message (DM)**: between the bot and you. Nobody else sees it.
    - **Mention**: "@name" tells that person that they are meant.
help-setup = Change the settings (staff)
help-setup-words = The button below goes through the settings one by one.
    You see what changes before it does.
help-mine-button = See my questions
help-courses-button = See my courses
help-tutor-button = Talk to a tutor
help-join-button = Become a tutor
help-setup-button = Open the settings

# My page
me-title = My page
me-questions = Questions: { $count } open
me-questions-none = Questions: none at present
me-question = · { $question } ({ $state })
me-requests = Talks with a tutor: { $count } open
me-requests-none = Talks with a tutor: none at present
me-request = · #{ $number } { $topic } ({ $state })
me-courses = Courses joined: { $count }
me-courses-none = Courses joined: none at present
me-course = · { $title }: { $when }
me-programmes = Programmes: { $names }
me-telling = How you are told: { $way }
me-tutor = As a tutor: { $talks } talks, { $offers } offers, { $helped } people helped to the end
me-more = ({ $count } more)
me-questions-button = My questions
me-requests-button = Talks with a tutor
me-courses-button = My courses
me-telling-button = How I am told
me-tutor-button = My registration

# How one is told
tell-title = How you are told things
tell-now = At present: { $way }
tell-way-direct = by direct message (between the bot and you)
tell-way-mention = by a mention in the channel
tell-way-nothing = switched off
tell-way-quiet = { $way }; not from { $from } to { $to }
tell-quiet-none = Your own quiet hours: none
tell-quiet = Your own quiet hours: { $from } to { $to } (what comes up then reaches you afterwards)
tell-nothing-words = While it is switched off you are not told of courses or answers. "My page" always shows them.
tell-tutor-words = Requests to you as a tutor still come. To take a rest, pause in "My registration".
tell-direct-button = By direct message
tell-mention-button = By a mention
tell-nothing-button = Switch everything off
tell-quiet-button = Choose quiet hours
tell-quiet-off-button = No quiet hours
tell-quiet-form = Your own quiet hours
tell-quiet-form-from = From
tell-quiet-form-to = To
tell-quiet-form-from-example = For example 21:00
tell-quiet-form-to-example = For example 8:00
tell-quiet-unread = "{ $text }" could not be read as a time. Write it like 21:00, and send it again.
tell-quiet-same = It begins and ends at the same time. Choose another, and send it again.
