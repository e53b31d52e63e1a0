# Setting up: the invitation, the guide, its checks, the history, the programmes.

command-setup-name = setup
command-setup-description = Set Tsunagari up in this server (for staff)
command-setup-show-name = show
command-setup-show-description = What to see first (you can start without choosing)
command-setup-show-history = history
command-setup-show-programmes = programmes
command-setup-show-check = check

invitation-title = Thank you for adding Tsunagari
invitation-text = Tsunagari helps people who work from home: with their questions, with tutors, with courses.
    First you choose the channels and a few other things. It takes about five minutes, and you can change all of it later.
invitation-button = Begin the setup
invitation-go = The setup goes on inside the server. I have put a “Begin the setup” button into { $channel }. Open it with the button below and press it there.
invitation-go-button = Open the server
invitation-nowhere = There is no channel in the server into which I may write. Please allow the role of the bot “View Channel” and “Send Messages”, and then press “Begin the setup” again.
invitation-gone = The setup of that server cannot be begun from here. Please type /setup inside the server.

setup-not-staff = Only the staff and those who manage the server can set things up. If something should change, please tell the staff.
setup-wait = I am still getting to know the server. Please wait a moment and press again.
setup-step-title = **Setup { $number }/{ $all }　{ $title }**
setup-now = Now: { $value }
setup-back-button = Back
setup-next-button = Next
setup-list-button = To the list
setup-skip-hint = If you need not change anything, just press “Next”.
setup-recheck-button = Check again
setup-open-button = Open the setup
setup-saved = ✅ Saved.

setup-on = on
setup-off = off
setup-none = none
setup-undecided = not decided yet
setup-by-name = { $place } (found by its name)
setup-missing = not found (I looked for “{ $name }”)
setup-deleted = deleted

setup-title-language = Language
setup-why-language = The language of the cards and notices that everybody sees.
setup-language-ja = Japanese（日本語）
setup-language-en = English
setup-language-choose = Choose a language

setup-title-make = Make it for me
setup-why-make = I can make the channels and roles that are missing, all at once. To choose them yourself press “Next”.
setup-make-missing = Missing: { $list }
setup-make-complete = Everything that is needed is there. Press “Next”.
setup-make-button = Make them for me
setup-make-done = Making: { $list }. It takes a few seconds. “Check again” shows how far it is.
setup-make-made = Made by me: { $list }
setup-unmake-button = Take back what was made
setup-unmake-done = Taking back: { $list }. Channels in which somebody has written and roles that somebody has will stay. Press “Check again” in a few seconds.
setup-make-may-not = I cannot make them, because I lack these permissions: { $permissions }.
    Open “Server Settings” → “Roles” → the role of the bot, allow them, and press again.
setup-make-under-way = They are being made right now. Wait a few seconds and press “Check again”.
setup-make-nothing = There is nothing that could be taken back.

setup-title-shared = Channels for everybody
setup-why-shared = The reception is where the buttons stand; questions is where questions and answers are. For questions you can also choose a forum.
setup-title-rooms = Other channels
setup-why-rooms = I tell the staff channel when something is wrong; only staff should see it. Choose the channels for tutors and courses when you use them.
setup-title-roles = Roles
setup-why-roles = By their roles I know who is staff and who is a tutor. Whoever has the staff role can change this setup.
setup-line = ・{ $purpose }: { $value }
setup-choose-channel = Choose the channel: { $purpose }
setup-choose-role = Choose the role: { $purpose }
setup-not-used-button = No { $purpose }

use-panel = reception
use-questions = questions
use-staff = staff
use-tutors = tutors
use-courses = courses
use-role-staff = staff
use-role-tutor = tutor
use-role-member = member

setup-title-working = Working time
setup-why-working = The days and hours in which staff and tutors can be asked for something. Waiting times count these hours only.
setup-working-days = ・Days: { $value }
setup-working-hours = ・Hours: { $value }
setup-holidays = ・Japanese holidays: { $value }
setup-days-off = ・Days off: { $value }
setup-holidays-off = off
setup-holidays-on = working
setup-days-choose = Choose the days
setup-hours-button = Change the hours
setup-holidays-off-button = Holidays are days off
setup-holidays-on-button = Work on holidays
setup-days-off-button = Write days off
setup-day-0 = Mon
setup-day-1 = Tue
setup-day-2 = Wed
setup-day-3 = Thu
setup-day-4 = Fri
setup-day-5 = Sat
setup-day-6 = Sun
setup-days-more = and { $count } more
setup-form-hours = Working hours
setup-form-from = From
setup-form-to = To
setup-form-time-example = For example: 9:00
setup-form-days-off = Days off
setup-form-days-off-label = One in each line (empty for none)
setup-form-days-off-example = For example: 12/29-1/3

setup-title-quiet = Quiet hours
setup-why-quiet = In these hours I send nothing that can wait. It comes when they are over.
setup-form-quiet = Quiet hours
setup-quiet-off-button = No quiet hours

setup-title-topics = Topics
setup-why-topics = What a question can be about. For each topic you can name a role to call (you need not).
setup-topics-button = Rewrite the topics
setup-form-topics = Topics
setup-form-topics-label = One in each line (up to 25)
setup-topic-choose = Choose a topic to set its role
setup-topic-role = Choose the role that is called when there is a question about “{ $topic }”.
setup-topic-role-none-button = Call nobody
setup-topic-line = ・{ $topic }
setup-topic-line-role = ・{ $topic } (calls { $role })

setup-title-asking = Asking and telling
setup-why-asking = With anonymous questions members can ask without their name. With direct messages I tell them myself when there is an answer.
setup-anonymous = ・Anonymous questions: { $value }
setup-direct = ・Direct messages: { $value }
setup-anonymous-on-button = Anonymous questions on
setup-anonymous-off-button = Anonymous questions off
setup-direct-on-button = Direct messages on
setup-direct-off-button = Direct messages off

setup-title-programmes = Programmes
setup-why-programmes = With the programmes that a municipality has commissioned, questions and the rest are counted for each. You can also do without any.
setup-title-finish = Check
setup-why-finish = I have checked whether what you chose works.
setup-all-well = ✅ All is well. Press “Finish”.
setup-finish-button = Finish
setup-finished = Setup is complete. To change something, type /setup at any time.
    Members begin with the buttons in { $panel }.
setup-finished-plain = That was the setup. To change something, type /setup at any time.

setup-overview = **All settings**
setup-overview-choose = Choose what to change
setup-overview-guide-button = From the beginning
setup-overview-go-on-button = Go on
setup-overview-history-button = History
setup-part-language = Language
setup-part-channel = Channel: { $purpose }
setup-part-role = Role: { $purpose }
setup-part-working-days = Working days
setup-part-working-hours = Working hours
setup-part-holidays = Japanese holidays
setup-part-days-off = Days off
setup-part-quiet = Quiet hours
setup-part-topics = Topics
setup-part-anonymous = Anonymous questions
setup-part-direct = Direct messages
setup-topics-count = { $count }: { $list }

setup-history = **History**
setup-history-empty = Nobody has changed a setting yet.
setup-history-line = **{ $number }.** { $time } { $who }
    { $part }: { $before } → { $after }
setup-history-back = (takes { $number } back)
setup-take-back-button = Take { $number } back
setup-older-button = Older ones
setup-taken-back = ✅ “{ $part }” is as it was before.

setup-fault-meanwhile = { $who } has changed the same thing { $time }. Below is how it stands now. To change it all the same, choose again.
setup-fault-meanwhile-form = { $who } has changed the same thing { $time }. It is “{ $value }” now. To change it all the same, press “Write again”.
setup-fault-changed-since = The same thing was changed again after this. Please take { $number } back first.
setup-fault-unknown-change = That entry was not found. Please open “History” again.
setup-fault-channel-taken = That channel is used for “{ $purpose }”. Please choose another channel.
setup-fault-role-taken = That role is used for “{ $purpose }”. The staff role must be one of its own. Please choose another role.
setup-fault-no-day = Please choose at least one day.
setup-fault-hours = The end must be later than the beginning. Press “Write again” to mend it.
setup-fault-quiet = Beginning and end must be different. Press “Write again” to mend it.
setup-fault-time = I could not read this time: “{ $text }”. Please write it like 9:00. Press “Write again” to mend it.
setup-fault-date = I could not read this date: “{ $text }”. Please write it like 12/29 or 2026/12/29. Press “Write again” to mend it.
setup-fault-days-many = There can be up to { $most } days off. Press “Write again” and leave some out.
setup-fault-topic-none = Please write at least one topic. Press “Write again” to mend it.
setup-fault-topic-many = There can be up to { $most } topics (these are { $count }). Press “Write again” and leave some out.
setup-fault-topic-long = The name of a topic can have up to { $most } characters: “{ $text }”. Press “Write again” and make it shorter.
setup-fault-topic-twice = There are two topics of the same name: “{ $text }”. Press “Write again” and keep one.
setup-fault-topic-unknown = That topic is not there any more. Please choose the topic again.
setup-rewrite-button = Write again

check-channel-gone = The channel for “{ $purpose }” was deleted. Press “Open the setup” and choose another.
check-channel-missing = There is no channel named “{ $name }”. Make one with this name, or press “Open the setup” and choose one.
check-channel-unfit = { $channel } cannot be used for “{ $purpose }”. Please choose a plain text channel.
check-permissions = I lack permissions in { $channel }: { $permissions }. Please mend it like this:
    1. Press { $channel } for long (or right-click), then “Edit Channel” → “Permissions”
    2. Choose the role of the bot
    3. Allow what is missing
    What has waited is then sent by itself.
check-may-not-delete = I cannot delete messages in { $channel }. When a member wants their data erased, that would have to wait. In “Edit Channel” → “Permissions” of { $channel } allow “Manage Messages” to the bot.
check-staff-open = Everybody sees the staff channel { $channel }. In “Edit Channel” → “Permissions” switch “Private Channel” on, and add the bot and the staff role.
check-role-gone = The role for “{ $purpose }” was deleted. Press “Open the setup” and choose another.
check-role-unfit = { $role } is a role that cannot be given to people. Please choose another one for “{ $purpose }”.
check-may-not-give = I cannot give roles. Open “Server Settings” → “Roles” → the role of the bot, and allow “Manage Roles”.
check-role-above = I cannot give { $role }, because it stands above my own role. In “Server Settings” → “Roles” move the role of the bot above { $role }.
check-topic-role = The role that is called for the topic “{ $topic }” was deleted. Press “Open the setup” and choose another at “Topics”.
check-may-not-call = I cannot call { $role } for the topic “{ $topic }”. In “Server Settings” → “Roles” → { $role } switch on “Allow anyone to @mention this role”.
check-programme-role = The role of the programme “{ $name }” was deleted. Press “Open the setup” and choose another at “Programmes”.
check-title = What the check has found
check-broken = Something does not work any more.
check-mended = ✅ All is well.

permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-embed-links = Embed Links
permission-read-history = Read Message History
permission-create-threads = Create Public Threads
permission-create-private-threads = Create Private Threads
permission-send-in-threads = Send Messages in Threads
permission-manage-channels = Manage Channels
permission-manage-roles = Manage Roles
list-separator = {", "}

programme-none = There is none yet.
programme-line = ・{ $name } ({ $first } to { $last })
programme-new-button = New programme
programme-choose = Choose a programme
programme-form = Programme
programme-form-name = Name of the programme
programme-form-municipality = Municipality
programme-form-area = Area (you may leave this empty)
programme-form-first = First day
programme-form-last = Last day
programme-form-date-example = For example: 2026/4/1
programme-page = **Programme: { $name }**
    Municipality: { $municipality }
    Area: { $area }
    Period: { $first } to { $last }
    Role of its members: { $role }
    Role of its staff: { $staff }
programme-page-hint = Whoever has the members’ role belongs to the programme. Whoever has the staff role is staff of this programme.
programme-choose-role = Choose the members’ role
programme-choose-staff = Choose the role of its staff
programme-choose-people = Choose people to join
programme-edit-button = Change name or period
programme-list-button = To all programmes
programme-not-agreed = ⚠️ { $name } does not agree to being recorded, and cannot be added. Please choose the others alone.
programme-joined = ✅ { $count } people are getting the role.
programme-erase = **On { $day } what is kept of people in this programme goes.**
    What goes: the names of { $people } people, and what they wrote in { $questions } questions and { $requests } requests.
    What stays: how many there were and other figures ({ $enrolments } sign-ups for courses), answers given to others, and the FAQ.
    A course that still goes on is waited for; a talk for 30 days, after which it is ended.
programme-erased = Names and what people wrote have gone. Figures, answers given to others and the FAQ are left.
programme-erase-button = Change the day on which it goes
programme-erase-form = The day on which it goes
programme-form-erase = Day (after the last day)
programme-open-button = Open this programme
programme-fault-early = Choose a day after the last day of the programme, a week from now at the earliest and ten years at the latest. “Write again” opens the form once more.
programme-fault-erased = What was kept in this programme has gone already.
retention-notice-title = What is kept of a programme will go soon
retention-notice = This is about what is kept of people in the programme “{ $name }” (until { $last }).
retention-notice-how = Export the figures that you need for your reports first. To choose another day, press the button below.
programme-fault-name = Please write a name. Press “Write again” to mend it.
programme-fault-long = Name, municipality and area can have up to { $most } characters each. Press “Write again” and make them shorter.
programme-fault-period = The last day must not be before the first. Press “Write again” to mend it.
programme-fault-taken = There is a programme of this name already. Press “Write again” and give it another.
programme-fault-many = There can be up to 25 programmes.
programme-fault-changed = Somebody else has changed this programme first. Below is how it stands now.
programme-fault-role = That role cannot be used. Choose one that can be given to people and is not the other one.
programme-fault-no-role = Please choose the members’ role first.
programme-fault-unknown = That programme was not found. Press “To all programmes”.

setup-tutors-resolve = Tutors may use “This solved it”: { $value }
setup-synonyms = Words that mean the same: { $value }
setup-tutors-resolve-on-button = Let tutors resolve
setup-tutors-resolve-off-button = Do not let tutors resolve
setup-synonyms-button = Words that mean the same
setup-title-care = So that nobody waits
setup-why-care = When and whom I tell about questions without an answer. In the quiet time nothing is sent.
setup-waiting = Until there is an answer: tutors (at most { $tutors }) after { $call } working hours, staff after { $staff } working days, a reminder after { $remind } working days
setup-closing = After an answer: the asker is asked after { $ask } days, it is closed { $close } days later, its thread after { $rest } more
setup-waiting-button = Until an answer
setup-closing-button = After an answer
setup-part-tutors-resolve = Tutors may resolve
setup-part-waiting = Until an answer
setup-part-closing = After an answer
setup-part-synonyms = Words that mean the same
setup-synonyms-count = { $count } groups
setup-form-waiting = Until there is an answer
setup-form-call = Hours of working time until tutors are called
setup-form-tutors = Tutors called by name, at most
setup-form-staff = Working days until staff are told
setup-form-remind = Working days until a reminder
setup-form-closing = After an answer
setup-form-ask = Days until the asker is asked
setup-form-close = Days after that until it is closed
setup-form-rest = Days after that until its thread is closed
setup-form-synonyms = Words that mean the same
setup-form-synonyms-label = One group a line, with = between
setup-form-synonyms-example = fee = commission
setup-fault-number = “{ $text }” is not a number. Please write it in digits, like 1 or 24.
setup-fault-figure = Please write a number from { $least } to { $most }.
setup-fault-words = Please write two words or more in each line with = between (up to { $most } characters each).
setup-fault-groups = Up to { $most } groups; there are { $count }.

setup-title-tutoring = Tutors
setup-why-tutoring = Members' requests are put to tutors who suit, one after the other. Decide how long to wait and what counts. It works as it is.
setup-offering = Offers: gathered for { $gather } seconds, an answer is awaited for { $answer } hours (nights do not count). Whoever lets { $silent } run out is paused. A member has up to { $open } about one topic
setup-talking = While waiting: news every { $promise } working days, over after { $expire } days. While talking: a reminder after { $remind } hours, staff after { $staff } days, over { $confirm } days after somebody ended it
setup-fitting = What suits: topic { $level }, time { $hours }, way of talking { $format }, programme { $programme }, again { $again }
setup-fairness = What is fair: little to carry { $load }, each day of waiting { $waiting }
setup-staff-joins = Staff are in every talk: { $value }
setup-offering-button = Offers
setup-talking-button = Waiting and talking
setup-fitting-button = What suits
setup-fairness-button = What is fair
setup-staff-joins-on-button = Staff join talks
setup-staff-joins-off-button = Staff do not join talks
setup-part-offering = Offers to tutors
setup-part-talking = Waiting and talking
setup-part-fitting = What suits
setup-part-fairness = What is fair
setup-part-staff-joins = Staff in talks
setup-form-offering = Offers to tutors
setup-form-gather = Seconds in which changes are gathered
setup-form-answer = Waking hours until an offer runs out
setup-form-silent = Offers in a row that may run out
setup-form-open = Open requests about one topic
setup-form-talking = Waiting and talking
setup-form-promise = Working days until a member hears again
setup-form-expire = Days until a request runs out
setup-form-talk-remind = Hours without a word until a reminder
setup-form-talk-staff = Days without a word until staff see it
setup-form-confirm = Days until an ended talk is over
setup-form-fitting = What suits (0 to 100)
setup-form-level = A strong topic
setup-form-hours-weight = Time
setup-form-format = Way of talking
setup-form-programme = Same programme or area
setup-form-again = Chose each other again
setup-form-fairness = What is fair (0 to 100)
setup-form-load = The tutor carries little
setup-form-waiting-weight = Each day of waiting (1 to 100)

setup-title-welcome = Newcomers
setup-why-welcome = What somebody who joins is told first. It works as it is.
setup-greets = The bot welcomes newcomers: { $value }
setup-asks-consent = They are asked before anything about them is kept: { $value }
setup-nudges = Whoever is silent for a week is spoken to once: { $value }
setup-greets-on-button = Welcome newcomers
setup-greets-off-button = Do not welcome them
setup-asks-consent-on-button = Ask for consent
setup-asks-consent-off-button = Do not ask for consent
setup-nudges-on-button = Speak to the silent
setup-nudges-off-button = Do not speak to the silent
setup-part-greets = Welcome of newcomers
setup-part-asks-consent = Consent of newcomers
setup-part-nudges = A word to the silent
setup-title-courses = Courses
setup-why-courses = When a place in a full course becomes free: how long the next in line has. And when those who came are asked once more how it was. It works as it is.
setup-courses = A free place is kept for { $offer } hours (nights do not count). Whoever has not answered is asked once more after { $again } days
setup-courses-button = Places and questions
setup-part-courses = Places and questions of courses
setup-form-courses = Places and questions of courses
setup-form-offer = Waking hours for which a place is kept
setup-form-form-again = Days until asked once more
