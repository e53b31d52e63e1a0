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
help-notices = Stop or change what I am told
help-notices-words = Choose direct messages (for you alone), or a mention in the channel.
    You can also have quiet hours, or switch everything off.
help-data = See or erase what is kept about me
help-data-words = Press "My data", and then "Get the file". Nobody else sees it.
    To have it erased, press "Have it erased".
help-words = What the words of Discord mean
help-words-words = - **Server**: this whole place, where we meet.
    - **Channel**: a place for a topic. On a phone, swipe to the right for the list.
    - **Thread**: a small room for one question or talk, apart from other talk.
    - **Direct message (DM)**: between the bot and you. Nobody else sees it.
    - **Mention**: "@name" tells that person that they are meant.
    - **Role**: a mark of what somebody does, like "staff" or "tutor".
    - **Bot**: the helper that runs by itself at the reception.
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
me-course = · { $title }: { $when } ({ $standing })
me-programmes = Programmes: { $names }
me-telling = How you are told: { $way }
me-tutor = As a tutor: { $talks } of { $places } talks, { $offers } offers
me-tutor-paused = You are having a break as a tutor.
me-tutor-helped = People helped to the end: { $helped }, words of thanks: { $thanks }
me-tutor-hours = Time to talk: { $when }
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
tell-way-closed = by a mention in the channel, because direct messages do not reach you
tell-way-nothing = switched off
tell-way-quiet = { $way }; quiet from { $from } to { $to }
tell-quiet-none = Your own quiet hours: none
tell-quiet = Your own quiet hours: { $from } to { $to }{ $way ->
    [direct] { " " }(direct messages that come up then reach you afterwards)
    [mention] { " " }(you are named then without a sound)
   *[nothing] { "" }
    }
tell-quiet-blank = No time was written. Press "Choose quiet hours" and write it like 21:00.
tell-nothing-words = While it is switched off you are not told of courses or answers. "My page" always shows them.
    Only a place for you, another time and a cancellation still reach you.
    To be told again, press "By direct message" or "By a mention".
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
tell-quiet-long = Quiet hours can be up to 16 hours long. Make them shorter, and send it again.
tell-quiet-same = It begins and ends at the same time. Choose another, and send it again.

# Newcomers
welcome-words = Welcome to “{ $server }”.
    If anything about working from home puzzles you, ask at the reception of the server, at any hour.
    To begin, choose one of the buttons below.
welcome-programmes-button = Choose your programme
welcome-interests-button = Choose your interests
welcome-help-button = Read how it works
nudge-words = This is “{ $server }”. How are you getting on?
    Whenever there is something you would like to ask, “How to” below shows you the way.
    This reminder comes only once.
nobody-reads-words = Nobody reads what you write here.
    To ask something, press the button below and write it there: everybody sees it.
consent-title = **What is kept about you**
consent-first = Before you begin, please read this, and press "Agree and go on" or "I do not agree".
consent-refused = You do not agree at present, so nothing new is kept.
    To go on, read the text below and press "Agree and go on".
consent-not-sent = ⚠️ What you wrote was not sent. Please write it once more after you have agreed.
consent-changed = The text has changed. Please read it again, and press "Agree and go on" or "I do not agree".
consent-words = ・**What is kept**: your number on Discord (in place of your name), what you write, what you choose (interests, programme, how you are told things), the courses you join and attend, and your registration as a tutor.
    ・**What for**: to answer questions, to find a tutor, to tell you about courses, and to tell the municipality how many took part. For nothing else.
    ・**Who keeps it**: the staff of this server.
    ・**Who sees it**: questions and answers, everybody in this server. A talk with a tutor, the tutors who are asked and staff. What you sign up for, staff. Whoever takes no direct messages is named where they are told something.
    ・**How to erase it**: “My page”, then “My data”, at any time. Some time after you leave the server, or after your programme has ended, it goes by itself.
consent-version = (version { $version } of this text)
consent-agree-button = Agree and go on
consent-refuse-button = I do not agree
consent-take-back-button = I do not agree any more
consent-agreed = Thank you for agreeing.
    To go on, press the button that you want.
consent-tutor-still-paused = As a tutor you are still paused. To begin again, press "Come back".
consent-refused-done = All right. Apart from this answer nothing new is kept.
    You can go on reading and looking around. What you had begun before can be erased in “My data”.
    If you change your mind, press “Ask a question” or another button at any time.
consent-taken-back = All right. Nothing new is kept.
    What was kept before is still there, and questions, talks and sign-ups go on. Press "Have it erased" to remove all of it.
    You can go on reading and looking around.
consent-agree-again-button = I agree after all
consent-tutor-paused = As a tutor you are paused.
consent-of-other = This person has not agreed to what is kept, so this cannot go on. They can agree by pressing “Ask a question” or another button, and then “Agree and go on”.
other-has-left = They have left the server. Please try again when they are back.
consent-state-agreed = Consent to what is kept: given { $time } (version { $version })
consent-state-refused = Consent to what is kept: not given
consent-see-button = What is kept
programmes-title = **Choose your programme**
programmes-words = Choose the programme that invited you. If you are not sure, leave it as it is.
programmes-none = There is no programme to choose at present. You can go on as you are.
programmes-placeholder = Choose a programme
programmes-chosen = Your choice now: { $names }
programmes-chosen-none = No programme is chosen.
programmes-waiting = Being prepared: { $names }
interests-title = **Choose your interests**
interests-words = As many as you like. When you ask a question, these topics come first.
interests-placeholder = Choose topics
interests-chosen = Your choice now: { $names }
interests-chosen-none = Nothing is chosen.
me-interests = Interests: { $names }
me-programmes-button = My programme
me-interests-button = Interests

# My data
me-data-button = My data
data-title = My data
data-words = You can have everything that is kept about you as one file.
    Names and words of others are not in it. It is given to you alone.
data-file-button = Get the file
data-file = This is your data. Open the file to read it.
    Please do not put it where others can see it.
data-file-name = my-data.html
data-file-part = my-data-{ $number }.html
my-looks-button = What staff looked at
my-looks-title = **When staff looked at things about you that other members cannot see**
my-looks-nothing = Nothing so far. If they do, it stands here with their reason.
my-looks-who = { $who }
my-looks-somebody = Staff (whose name is erased)
my-looks-more-button = Earlier ones
my-looks-asker = • { $time } { $who } looked at who asked #{ $number } without a name. Reason: { $reason }
my-looks-about = • { $time } { $who } read what request #{ $number } is about. Reason: { $reason }
my-looks-excluded = • { $time } { $who } looked at whom request #{ $number } is kept from. Reason: { $reason }
my-looks-hand-reason = to decide whom to ask
my-looks-overview = • { $time } { $who } opened the list of requests and tutors (the last time). Reason: so that nobody waits too long
my-looks-registration = • { $time } { $who } looked at the registration as a tutor. Reason: to check it
my-looks-request = • { $time } { $who } looked at how request #{ $number } went (why tutors declined, what was said afterwards). Reason: to help it along
my-looks-session = • { $time } { $who } opened the attendance page of "{ $title }". Reason: to check who came
my-looks-report = • { $time } { $who } looked at what was said of "{ $title }". Reason: to make courses better
my-looks-settings = • { $time } { $who } looked at who changed which setting. Reason: to check the settings
my-looks-export = • { $time } Staff made a list of the people who came to courses. Reason: the programme's report
erase-refusal = - Only your answer that you do not agree stays, so that nothing is kept in future.
erase-button = Have it erased
erase-title = **Erase my data**
erase-words = What is kept about you goes. It cannot be brought back.
erase-goes = • **What goes**: your questions (and the FAQ entries made of them) and requests, with what you wrote where they were talked about and how you reacted there, your courses and what you said of them, your registration as a tutor, how you are told things, and the bot's direct messages to you.
erase-stays = • **What stays**: what others wrote (also where they named you in it). Numbers such as how many came, and the bot's copy of an answer of yours that solved a question, stay without your name.
erase-own = • **What only you can delete**: messages that you wrote anywhere else, such as answers to others or direct messages; your reactions there; and your interest in an event. Hold your finger on a message and choose "Delete".
erase-notes = • **What the bot cannot delete**: the lines that Discord itself writes (that you were added to a thread, or a title that you changed). You can leave a thread's list of people yourself.
erase-backups = Backups hold it for at most { $days ->
    [one] one more day
   *[other] { $days } more days
    }.
erase-file-first = If you want a copy, press "Get the file" first.
erase-next-button = Next
erase-keep-button = Keep it
erase-sure-title = **Do you really want all of it erased?**
erase-sure-words = If you press "Yes, erase everything", it begins at once. Your places in courses and your talks end.
erase-yes-button = Yes, erase everything
erase-begun = It has begun. It usually takes a few minutes, at most about three days.
    When it is done you get one direct message, unless your direct messages are closed. It is done all the same.
erase-under-way = Your data is being erased. It usually takes a few minutes, or up to three days where staff have to help. Please wait.
erase-left = Something is still to go on Discord, and waits for staff. You get a direct message when it has gone.
erase-told = It is done: all that was listed as going is erased.
    Thank you for having been here. You are welcome at any time.
erase-told-incomplete = What was kept about you is erased.
    Something is still left on Discord, for which the bot needs the help of staff. Please tell them so.
    If it goes within 30 days, you are told once more.
erase-told-left = The bot could not erase what was left on Discord. We are sorry.
    What you wrote yourself you can delete: press and hold it (on a computer, right-click) and choose "Delete Message".
    For anything else, please ask staff to delete it.
data-intro = This is what Tsunagari keeps about you ({ $time }).
data-others = Where it says "somebody else", it is about another person and not shown here.
data-nothing = Nothing is kept.
data-yes = yes
data-no = no
data-all = For machines (JSON)
data-section-questions = Questions
data-section-tutors = Tutors
data-section-courses = Courses
data-section-telling = How you are told
data-section-setup = Settings
data-section-delivery = Delivery
data-column = { $name ->
    [question] Number of the question
    [request] Number of the request
    [course] Course
    [session_starts_at] Beginning of the session
    [number] Number
    [state] State
    [asked_at] Asked
    [answered_at] Answered
    [closed_at] Closed
    [waiting_since] Waiting since
    [last_word_at] Last word
    [last_word_by] Last word by
    [assigned_at] Assigned
    [asker_id] Asked by
    [answered_by] Answered by
    [closed_by] Closed by
    [recorded_by] Recorded by
    [last_helper_id] Last helper
    [answer_author_id] Author of the answer
    [assigned_to] Assigned to
    [topic] Topic
    [title] Title
    [body] Text
    [anonymous] Anonymous
    [answer_text] Answer
    [question_id] Question (the bot's number)
    [voice] Written as
    [posted_at] Posted
    [author_id] Author
    [content] Text
    [user_id] Who
    [since] Since
    [hidden] Hidden
    [told_at] Told
    [called_at] Called
    [reason] Reason
    [looked_at] Looked at
    [looked_by] Looked at by
    [written_at] Written
    [offered_at] Offered
    [gone_at] Gone
    [changed_at] Changed
    [changed_by] Changed by
    [pause_cause] Why paused
    [paused_at] Paused
    [resume_at] Resumes
    [counted_from] Counted from
    [decided_by] Decided by
    [week] Times (as the bot writes them)
    [format] How
    [places] At the same time
    [sentence] About oneself
    [level] Level
    [requested_at] Requested
    [nobody_since] Nobody since
    [promised_at] Promised
    [matched_at] Matched
    [ended_by] Ended by
    [ended_at] Ended
    [member_id] Member
    [made_by] Made by
    [tutor_id] Tutor
    [about] About
    [excluded] Not with
    [request_id] Request (the bot's number)
    [expires_at] Expires
    [why] Why chosen (as the bot writes it)
    [rating] Rating
    [word] Word to staff
    [note] a word from the member
    [member_again] Again (member)
    [tutor_again] Again (tutor)
    [memo] Tutor's memo
    [kind] Kind
    [noticed_at] Told
    [thread_id] Room
    [channel_id] Channel
    [made_at] Made
    [published_at] Published
    [cancelled_at] Cancelled
    [course_id] Course (the bot's number)
    [offered_until] Kept until
    [offers] Offers
    [session_id] Session (the bot's number)
    [at] When
    [came] Came
    [enrolled] Had a place
    [marked_at] Noted
    [marked_by] Noted by
    [message_id] Number of the message or role
    [what] What
    [was] Before
    [became] After
    [given_at] Given
    [satisfaction] Satisfaction
    [helped] What helped
    [next] What next
    [released] May be quoted
    [named] May be named
    [wanted_at] Wanted
    [passed_at] Passed
    [dm_channel_id] Direct messages (number)
    [dms_closed_at] Direct messages refused
    [language] Language
    [told_by] How told
    [told_nothing] Everything off
    [quiet_from] Quiet from
    [quiet_to] Quiet to
    [role_id] Role (number)
    [held] Held
    [owner_id] Owner
    [invited_by] Invited by
    [part] Part
    [left_at] Left at
    [by_hand] Which of the staff chose it
    [erase_at] Erased at
    [cause] Cause
    [step] How far it is
    [begun_at] Begun at
    [agreed] Agreed
    [version] Version of the text
    [agreed_version] Version of the text agreed to
    [joined_at] Joined the server
    [nudge_at] To be spoken to once more
    [nudged_at] Spoken to once more
   *[other] { $name }
    }
data-table = { $name ->
    [questions] Questions and answers
    [question_posts] What was written to questions
    [question_copies] Own copies
    [question_follows] Questions followed
    [question_names] Questions that named me before
    [question_calls] Questions one was called to
    [looks] What staff have looked at
    [drafts] Drafts of questions
    [record_offers] Messages offered to be recorded
    [faq] Changes of the FAQ
    [tutors] Registration as a tutor
    [tutor_topics] Topics
    [tutor_requests] Requests for a tutor
    [request_drafts] Drafts of requests
    [request_exclusions] People one does not want to talk to
    [tutor_offers] Offers
    [tutor_feedback] Feedback on talks
    [tutor_notices] Notices of talks
    [tutor_rooms] Own rooms
    [courses] Courses made
    [enrolments] Enrolments
    [session_places] Places as a session began
    [excuses] Excuses
    [attendances] Attendance
    [attendance_changes] Corrections of attendance
    [course_feedback] Feedback on courses
    [course_notices] Notices of courses
    [members] How one is told
    [leavings] Who has left the server
    [erasures] An erasure under way
    [erasure_traces] What is to go on Discord
    [member_roles] Roles given by the bot
    [guilds] Server
    [setting_changes] Changes of settings
    [consents] Consent to what is kept
    [newcomers] Welcome
    [interests] Interests
    [encouragements] Words for what was done first
   *[other] { $name }
    }
data-moment = { $moment } { $year }
data-value = { $value ->
    [me] you
    [somebody-else] somebody else
    [open] open
    [answered] answered
    [resolved] resolved
    [withdrawn] withdrawn
    [waiting] waiting
    [offered] offered
    [matched] matched
    [finished] finished
    [cancelled] cancelled
    [expired] expired
    [going] going
    [waitlisted] waitlisted
    [dm] direct message
    [mention] mention
    [published] published
    [draft] draft
    [excluded] whom to keep it from
    [asker] the asker
    [helper] a helper
    [member] the member
    [tutor] the tutor
    [staff] staff
    [accepted] accepted
    [declined] declined
    [silent] no answer
    [approved] approved
    [refused] refused
    [chat] by text
    [voice] by voice
    [either] either
    [about] what a request is about
    [overview] the list of requests and tutors
    [registration] the registration as a tutor
    [session] attendance at a course
    [report] what was said of a course
    [export] a list of who came to courses
    [settings] who changed which setting
    [names] messages with your name
    [ours] messages of the bot to you
    [written] messages that you wrote
    [reactions] your reactions
    [message] a message of the bot
    [own_role] a role that the bot gave you
    [offer] a free place
    [helps] can help
    [strong] strong
    [some] some
    [week] a week before
    [day] a day before
    [hour] an hour before
    [moved] another time
    [form] asked how it was
    [came] came
    [drafted] begun
    [applied] waits for an answer
    [handed-back] given back
    [handed_back] given back
    [merged] goes on in another question
    [closed] closed
    [own] by yourself
    [role] the tutor role is missing
    [left] left the server
    [offering] a free place is offered
    [again] talked before
    [topic] the topic fits
    [hours] the time fits
    [format] the way to talk fits
    [programme] the same programme
    [room] has room
    [enrolled] whether they had signed up
    [walk_ins] people without a sign-up
    [viewers] people who watched later
    [asked] at your own wish
    [over] the programme is over
    [begun] begun
    [ended] what went on has ended
    [nameless] the name is taken out
    [told] told
    [done] done
    [ja] Japanese
    [en] English
   *[other] { $value }
    }
data-notice = { $value ->
    [week] a week before
    [day] a day before
    [hour] an hour before
    [moved] another time
    [session_cancelled] a session was cancelled
    [course_cancelled] the course was cancelled
    [changed] another place
    [reworded] another text
    [added] more sessions
    [relinked] another link
    [offer] an offer
    [lapsed] an offer has run out
    [form] how was it?
    [form_again] how was it? (once more)
    [made] a request was received
    [nobody] no tutor was found yet
    [still] a tutor is still looked for
    [back] another tutor is looked for
    [matched] a tutor was found
    [closed] staff have closed a request
    [expired] no tutor was found
    [thanks] thanks
    [note] a word from the member
    [taken] a talk has ended
    [approved] approved as a tutor
    [refused] not approved as a tutor
    [silent] a break began
    [role_lost] the tutor role was lost
    [resumed] the break is over
   *[other] { $value }
    }

# For the first time
privacy-title = What Tsunagari keeps
privacy-made = This document is made from the list in the program. To change it, change the list and make it again with `tsunagari privacy`.
privacy-intro = Tsunagari (the bot) keeps the following so that questions are answered, members can talk with a tutor, and courses can be joined. It is used for nothing else.
privacy-where = It is kept in the database of whoever runs the programme. It is given to no company beside Discord.
privacy-see = Everybody can have what is kept about them at any time: "My page", then "My data".
privacy-erase = "Have it erased", confirmed twice, removes it everywhere or takes the name off, in what the bot wrote on Discord too. When it is done one is told by direct message. Only the answer that one does not agree stays, so that nothing is kept in future.
privacy-own = What somebody wrote themselves where their own questions and requests are talked about goes as well. What they wrote in other channels or direct messages is Discord's; they can delete it.
privacy-leave = What is kept about somebody who leaves the server goes in the same way after { $days ->
    [one] one day
   *[other] { $days } days
    }. Who comes back before keeps it.
privacy-programme = When a programme has ended, names and what people wrote in it go on the day that its staff choose (or else after { $days } days). Staff are told 30 days before.
privacy-backups = Backups hold it for at most { $days ->
    [one] one more day
   *[other] { $days } more days
    }.
privacy-exports = Tables that the operators write out (of courses, for example) are kept and removed by whoever wrote them. Names are in them only where that was asked for.
privacy-head = | What | Content | How long | When erased |
privacy-purpose-questions = Purpose: to record questions and see to them until they are answered.
privacy-purpose-tutors = Purpose: to find the tutor who suits, and to support their talk.
privacy-purpose-courses = Purpose: places, reminders and attendance of courses, and better courses.
privacy-purpose-telling = Purpose: to tell everybody things once, in the way that they prefer.
privacy-purpose-setup = Purpose: how the server is set up, and who has changed it.
privacy-purpose-delivery = Purpose: to write on Discord what was decided, once.
privacy-until-erased = while in the server
privacy-days = { $days ->
    [one] one day
   *[other] { $days } days
    }
privacy-until-done = until it is done (40 days at most)
privacy-goes = goes
privacy-nameless = stays without the name
privacy-emptied = stays without the name and the words
privacy-forgets = forgets whose it was
privacy-rest = Tables with nothing about people: { $tables }

first-question = Thank you for your first question. Please ask again, however small it seems.
first-request = This is your first talk with a tutor. You need not prepare anything.
first-course = This is your first course. We look forward to seeing you.
first-kept = Under “My data” you can see what is recorded, and have it erased, at any time. "What is kept" says more.
