# Courses: announcements, enrolments, reminders, attendance, feedback, reports

# Dates
course-date = { $weekday }, { $day } { $month }
course-date-year = { $weekday }, { $day } { $month } { $year }
course-span = { $date }, { $from }–{ $to }
course-moment = { $date }, { $time }

# The announcement
card-title-cancelled = [Cancelled] { $title }
card-title-over = [Over] { $title }
card-dates = When
card-place = Where
card-places = Places
card-until = Sign up by
card-who = For
card-consent = If you press “Join”, staff keep your sign-up, for your place, for news of the course, and to count how many came. By pressing it you agree to that (version { $version } of this text).
card-number = Course { $number }
session-number = Session { $number }
session-off = { $span } (cancelled)
session-more = { $count } more
places-open = No limit ({ $going } so far)
places-left = { $capacity } ({ $left } left)
places-full = { $capacity } (full, { $waiting } waiting)
who-role = Those with { $role }
who-programme = Those of "{ $name }"
who-all = Everybody
course-closed = Sign-ups have ended.
course-thread-name = { $title }
event-how = To sign up, press "Join" on the announcement of the course ("Interested" is not a sign-up).
join-button = Join
leave-button = Cancel
file-button = Add to calendar

# Joining
join-going = You have a place: { $title }
    When: { $dates }
    Where: { $place }
    If you cannot come, press "Cancel".
join-going-already = You have a place already: { $title }
    When: { $dates }
    If you cannot come, press "Cancel".
join-waiting = It is full at present. You are number { $position } in line: { $title }
    When a place becomes free, you hear of it in turn. To leave the line, press "Cancel".
join-waiting-already = You are number { $position } in line: { $title }
    When a place becomes free, you hear of it in turn.
join-taken = The place is yours: { $title }
    When: { $dates }
    Where: { $place }
    If you cannot come, press "Cancel".
join-link-now = Link: { $link }
join-link-later = The link is shown in "Your courses" from an hour before it begins. Press it to open the room.
course-unknown = This course cannot be found. Press "All courses".
join-cancelled = This course was cancelled. Press "All courses" for others.
join-over = This course is over. Press "All courses" for those to come.
join-deadline = Sign-ups ended on { $time }. If you would like to come, please talk to staff.
join-role = This course is for those with { $role }. If you would like to come, please talk to staff.
join-programme = This course is for those of "{ $name }". If you would like to come, please talk to staff.
join-lapsed = The time for which the place was kept is over. Press "Join" again to stand in line.
leave-done = Cancelled: { $title }
    Whoever waits is offered the place. Press "Join" if you would like to come after all.
leave-done-series = Cancelled, with all sessions to come: { $title }
    Whoever waits is offered the place. Press "Join" if you would like to come after all.
leave-done-waiting = You are no longer in line: { $title }
    Press "Join" if you would like to come after all.
leave-done-closed = Cancelled: { $title }
    Thank you for telling us.
leave-done-closed-series = Cancelled, with all sessions to come: { $title }
    Thank you for telling us.
leave-ask = Do you want to cancel "{ $title }"? Sign-ups have ended, so you cannot join again.
    To keep your place, press "Back".
leave-yes-button = Yes, cancel it
leave-done-already = It is cancelled already: { $title }
leave-none = You have not signed up for this course. Press "Join" if you would like to come.
leave-none-closed = You have not signed up for this course.
leave-off = This course, or this session, was cancelled. You need do nothing.
leave-begun = The course has begun, so it cannot be cancelled here. If you cannot come, please talk to staff.
offer-declined = All right. Whoever waits is offered the place: { $title }
offer-taken = The place is yours already. Press "Cancel" to give it up.
offer-over = This offer of a place is over. Press "See the course" to see how it stands.
skip-kept = Noted that you do not come on { $span }: { $title }
    Nothing changes for the other sessions. Press "Cancel the course" to give it up.
skip-kept-last = Noted that you do not come on { $span }: { $title }
    With this you come to none of the sessions to come.
    Press "Cancel the course" to leave your place to others.
skip-in-line = You do not have a place yet, so you need not tell us.
skip-begun = This session has begun and cannot be changed. If you cannot come, please talk to staff.
skip-back = Noted that you come on { $span }: { $title }
skip-undo-button = I will come after all
skip-all-button = Cancel the course
file-words = This is a file for your calendar. Open it, and your phone takes it in. If a date changes, take it from here again.
file-none = There is nothing to put into your calendar. See "See courses" at the reception for what comes next.
file-name = course.ics

# Lists
courses-title = Courses to come
courses-none = There is no course to join at present. New ones are announced here and in the course channel.
courses-line = #{ $number } { $title }: { $when } ({ $places })
courses-drafts = Drafts (staff alone see them)
courses-past = Past courses (staff alone see them)
courses-pick = Choose a course
courses-button = All courses
courses-places-left = { $left } left
courses-places-full = full
courses-places-open = open
courses-places-closed = closed
courses-new-button = Create a course
courses-more = { $count } more (choose below)
mine-title = Your courses
mine-none = You have joined no course that is still to come. Press "All courses" to choose one.
mine-line = #{ $number } { $title }: { $when } ({ $standing })
mine-button = Your courses
mine-file-button = Add all to calendar
standing-going = going
standing-waiting = number { $position } in line
standing-offered = a place is kept for you until { $time }
standing-none = not signed up yet
see-standing = You: { $standing }
see-away = Not coming: { $dates }
see-link-later = The link is shown here from an hour before it begins.
see-link = Link: { $link }
link-button = Show the link
link-words = This is the link: { $link }
link-not-yet = The link can be seen from { $time } on. Please press again then.
link-over = This session is over. See "See courses" at the reception for what comes next.
link-none = This course has no link. Where: { $place }
link-not-yours = The link is for those who have signed up. Press "Join" if you would like to come.
manage-button = For staff

# Notices
notice-week = A course a week from now: { $title }
notice-today = A course today: { $title }
notice-tomorrow = A course tomorrow: { $title }
notice-days = A course in { $days } days: { $title }
notice-hour = A course begins soon: { $title }
notice-when = When: { $span }
notice-where = Where: { $place }
notice-link = Link: { $link }
notice-series = To miss only this session, press "Skip only this one".
    To give up the sessions that are left too, press "I cannot come".
notice-skip-button = Skip only this one
notice-give-up-button = I cannot come
notice-see-button = See the course
notice-moved = A course has moved to another time: { $title }
    Before: { $was }
    Now: { $span }
    If you cannot come, press "I cannot come".
notice-moved-series = A course has moved to another time: { $title }
    Before: { $was }
    Now: { $span }
    If you had told us that you do not come, please tell us once more.
notice-session-cancelled = A session was cancelled: { $title }
    Cancelled: { $span }
    The others take place as planned.
notice-last-cancelled = A session was cancelled: { $title }
    Cancelled: { $span }
notice-course-cancelled = A course was cancelled: { $title }
    Your sign-up ends with it. You need do nothing.
notice-changed = A course has moved to another place: { $title }
    Now: { $place }
notice-reworded = What a course is about has changed: { $title }
    { $text }
notice-added = A course has more dates: { $title }
    New: { $dates }
notice-relinked = The link of a course has changed: { $title }
    Now: { $link }
notice-relinked-here = The link of a course has changed: { $title }
    Press "See the course" to see it.
notice-unlinked = A course has no link any more: { $title }
    Press "See the course" to see where it is.
notice-offer = A place is free for you: { $title }
    When: { $dates }
    Please press "Join" by { $time }. After that it goes to the next in line.
notice-lapsed = The time for which a place was kept is over, and the place was given up: { $title }
    Press "Join" if you would like to come.
notice-decline-button = Not this time
notice-how-was-it = Thank you for coming to "{ $title }".
    How was it? Press a number from 5 (very good) to 1 (not good).
notice-form-again = We would like to hear how "{ $title }" was (we do not ask again).
    Press a number from 5 (very good) to 1 (not good).

# Attendance
roll-open = If you are at "{ $title }", press "I am here" (until { $time }).
roll-open-code = If you are at "{ $title }", press "I am here" and enter the four digits that you were told (until { $time }).
roll-closed = Attendance at "{ $title }" is closed. If you were there and did not press, please tell staff.
roll-elsewhen = "{ $title }" has moved to another time. Please say then that you are there.
roll-off = This session of "{ $title }" was cancelled.
roll-button = I am here
roll-form = The code
roll-form-label = The four digits that you were told
roll-done = Noted that you are here. Thank you for coming.
roll-done-already = It is noted already that you are here.
roll-walked-in = Noted that you are here (without sign-up). Thank you for coming.
roll-not-yet = This opens at { $time }. Please press again then.
roll-over = This is closed. If you were there, please tell staff.
roll-wrong-code = The digits do not fit. Press "I am here" again and enter those that you were told.
roll-unknown = This session cannot be found. Please tell staff.

# Feedback
feedback-thanks = Thank you ({ $rating }). If you like, tell us a little more.
feedback-word-button = Say more
feedback-form = How it was
feedback-helped = What helped (may stay empty)
feedback-next = What next (may stay empty)
feedback-kept = Thank you for telling us.
    May we use your words in the report of the programme?
    Your name is shown only if you press "With my name".
feedback-release-yes-button = You may use them
feedback-release-name-button = With my name
feedback-release-no-button = Please do not
feedback-released = All right. They are used without your name. Thank you.
feedback-named = All right. They may be used with your name. Thank you.
feedback-not-released = All right. They are not used. Thank you.
feedback-empty = Thank you. To add words later, press a number on the notice again.
feedback-not-there = This is for those who came. If you did, please tell staff.
feedback-first = Please press a number from 5 to 1 first.

# Staff: planning
plan-not-staff = This is for staff. If you would like a course, please talk to them.
plan-form = A new course
plan-form-title = Title (up to 100 characters)
plan-form-description = What it is about (up to 800 characters)
plan-form-place = Place (or "online")
plan-form-link = Link (if it is online)
plan-form-link-example = https://… shown from an hour before, to those who joined
plan-form-capacity = Number of places (empty: no limit)
plan-form-until = Sign up by (empty: the first session)
plan-form-until-example = For example 12/4 or 12/4 17:00
plan-form-dates = Dates (one session a line)
plan-form-dates-example = For example 12/5 14:00-16:00
plan-form-series = Repeated (empty: not)
plan-form-series-example = weekly x 6, every second Tuesday x 4, monthly third Saturday x 3
plan-form-except = Dates that are left out
plan-form-except-example = For example 12/29, 1/5
plan-form-place-title = Place
plan-form-dates-title = Dates
plan-form-until-title = Sign-ups
plan-form-move-title = Another time
plan-form-move = The new date and time
page-title = Course #{ $number }  { $title }
page-state = State: { $state }
page-draft = draft (staff alone see it)
page-published = published
page-cancelled = cancelled
page-dates = When: { $dates }
page-place = Where: { $place }
page-link = Link: { $link } (shown from an hour before, to those who joined)
page-places = Places: { $places }
page-until = Sign up by: { $until }
page-until-none = the first session
page-who = For: { $who }
page-reminders = Reminders: { $list }
page-no-reminders = none
page-attendance-button = Attendance: by a button
page-attendance-code = Attendance: by a button and a code
page-unset = not yet
page-missing = Still needed: { $list }
page-ready = Look at the dates and weekdays, then press "Publish".
page-missing-dates = dates
page-missing-place = place
page-dates-button = Dates
page-place-button = Place
page-until-button = Sign-ups
page-about-button = Title, text
page-publish-button = Publish
page-discard-button = Discard
page-copy-button = Duplicate
page-add-button = Add dates
page-who-button = Who may join, reminders
page-who-words = Choose who may join "{ $title }", and its reminders.
page-all-dates = Dates ({ $count } in all)
page-earlier = ← Earlier sessions
page-later = → Later sessions
page-report-button = Report
page-cancel-button = Cancel the course
page-role-placeholder = Only for those with a role (or none)
page-programme-placeholder = Only for those of a programme
page-programme-all = Everybody
page-remind-placeholder = Reminders and attendance
page-session-placeholder = Choose a session (move, attendance)
remind-week = Remind a week before
remind-day = Remind a day before
remind-hour = Remind an hour before
remind-code = Attendance by a code
remind-short-week = a week before
remind-short-day = a day before
remind-short-hour = an hour before
published = Published: { $title }
    It is announced in { $channel }.
publish-no-place = There is no place yet. Press "Place" to enter it.
publish-no-dates = There are no dates yet. Press "Dates" to enter them.
publish-over = { $time } is over. Press "Dates" to enter them again.
publish-no-channel = There is no channel for courses yet. Choose one in /setup, "The other channels".
publish-already = It is published already.
discard-ask = Do you want to discard the draft of "{ $title }"? This cannot be undone.
discard-yes-button = Yes, discard it
page-back-button = Back
discarded = Discarded: { $title }
cancel-ask = Do you want to cancel "{ $title }"? People told, because they signed up: { $count }. This cannot be undone.
cancel-it-button = Yes, cancel it
cancelled-course = Cancelled: { $title }
cancel-session-ask = Do you want to cancel the session of { $span }? People told, because they signed up: { $count }. This cannot be undone.
cancelled-session = Cancelled: { $span }
move-ask = Do you want to change the time?
    From: { $was }
    To: { $is }
    People told, because they signed up: { $count }.
move-same = It is the same time. Nothing changes.
move-yes-button = Yes, change it
moved = Changed: { $span }
plan-unknown = This course cannot be found. Press "All courses".
plan-not-running = It has begun, is over or was cancelled, and cannot be changed. See "All courses" for another.
plan-changed = Somebody else has changed it meanwhile. Look at it as it is now, and press the button again.
plan-sent = What you sent (to be copied):
    { $text }
plan-not-a-draft = It is published. Choose a session to change its time.
plan-too-many = These are too many sessions ({ $count }). Up to { $most } are possible.
detail-no-title = Please write a title. Press the button again.
detail-title-long = The title is too long. Up to 100 characters are possible.
detail-description-long = The text is too long. Up to 800 characters are possible.
detail-place-long = The place is too long. Up to 100 characters are possible.
detail-link = Please enter one link that begins with https://.
detail-place-link = Please put the link into the field "Link", not into the place. It is shown only to those who joined, from an hour before. Press "Place" again.
detail-capacity = Please enter a number from 1 to 10000, or leave it empty for no limit.
detail-deadline = Sign-ups must end in the future, and before the last session.

# Dates that cannot be read
date-no-date = There is no date in "{ $line }". For example: 12/5 14:00-16:00
date-no-time = There is no time in "{ $line }". For example: 12/5 14:00-16:00
date-no-such-date = There is no { $month }/{ $day } in { $year }. Please look at a calendar and enter it again.
date-no-such-week = { $month }/{ $year } does not have that weekday so often. Please look at a calendar and enter it again.
date-no-such-time = There is no { $hour }:{ $minute } on the clock. Please enter a time from 0:00 to 23:59 (an end up to 24:00).
date-skipped = On { $date } the clock is set forward over { $time }. Please enter a time an hour away.
date-wrong-weekday = That day is { $date }, and "{ $written }" was written. Please change one of them.
date-past = { $date } is over. Please enter a date that is still to come.
date-ends-first = "{ $line }" ends before it starts. For example: 12/5 14:00-16:00
date-too-far = { $year } is too far ahead. Up to five years are possible.
date-unread = "{ $rest }" was not understood. For example: 12/5 14:00-16:00
series-no-rule = This was not understood: "{ $line }". For example: weekly x 6, every second Tuesday x 4, monthly third Saturday x 3
series-no-end = Please say how many times, or until when. For example: weekly x 6, weekly until 2/28
series-count = There can be 2 to { $most } sessions (these are { $count }).
series-no-such-date = There is no session on { $date }. Please look at the dates that are left out again.
series-except-unread = The dates left out "{ $line }" were not understood. Write one after the other, like 12/29, 1/5.
series-first-differs = The first date ({ $date }) is on another weekday, or in another week, than the series. Please change one of them.

# Staff: attendance and reports
count-title = { $title }  { $span }
count-signed-up = Signed up: { $count }
count-came = Came: { $count }
count-absent = Absent: { $count }
count-excused = Said that they do not come: { $count }
count-unknown = Not known: { $count }
count-unknown-names = Not known: { $people }
count-walked-in = Without sign-up: { $members } members, { $others } people without Discord
count-viewers = Saw the recording: { $count }
count-code = The code: { $code }
count-changes = Latest changes
count-change-came = { $time }  { $person }: { $was } → { $became } ({ $by })
count-change-number = { $time }  { $what }: { $was } → { $became } ({ $by })
count-what-walk-ins = people without Discord
count-what-viewers = saw the recording
mark-none = not known
mark-came = came
mark-absent = absent
count-came-placeholder = Who came (choose several)
count-not-agreed = { $names } does not agree to being recorded, and cannot be chosen.
    Please choose the others alone, or count them as walk-ins.
count-absent-placeholder = Who did not come (choose several)
count-rest-button = The rest were absent
count-numbers-button = Enter numbers
count-move-button = Change the time
count-off-button = Cancel this session
count-numbers-form = People without a name
count-walk-ins-label = People without Discord who came
count-viewers-label = People who saw the recording
count-number-fault = Please enter numbers from 0 to 100000.
count-too-early = Attendance can be noted from 10 minutes before it begins.
count-not-over = Please note who was absent after it has ended.
report-title = Report: course #{ $number }  { $title }
report-people = People: { $people } (members, each once)
report-attendances = Attendances: { $count } ({ $others } of people without Discord)
report-viewers = Saw the recording: { $count }
report-session = { $span }: signed up { $signed }, came { $came }, absent { $absent }, excused { $excused }, not known { $unknown }, walked in { $walked }
report-feedback = Feedback: { $count } answers ({ $rate }% of { $asked } attendances of members), mean satisfaction { $mean }
report-no-feedback = Feedback: no answers yet.
report-given = 5: { $five }  4: { $four }  3: { $three }  2: { $two }  1: { $one }
report-helped = What helped
report-next = What next
report-quote = "{ $text }"
report-quote-by = "{ $text }" ({ $by })
report-draft-note = A draft for an article is attached. It quotes only those who allowed it.
report-named = Those who may be named: { $people }
report-named-one = { $number } { $person }
report-file-name = course-report-{ $number }.md
report-unknown = There is no course with this number. See "All courses" for the numbers.
article-title = # { $title }
article-when = When: { $dates }
article-where = Where: { $place }
article-numbers = ## Who came
article-people = - People: { $people } (members)
article-attendances = - Attendances: { $count }
article-viewers = - Saw the recording: { $count }
article-satisfaction = - Satisfaction: { $mean } of 5 on average ({ $count } answers)
article-about = ## What it was about
article-voices = ## What people said
article-no-voices = (nobody has allowed their words to be used yet)
article-quote = > { $text }
article-quote-by = > { $text } (may be named: { $number })

# The export
export-date = Date
export-from = From
export-to = To
export-number = Course number
export-title = Course
export-place = Place
export-programme = Programme
export-capacity = Places
export-signed-up = Signed up
export-came = Came
export-absent = Absent
export-excused = Excused
export-unknown = Not known
export-walked-in = Walked in (members)
export-walk-ins = Walked in (without Discord)
export-viewers = Saw the recording
export-attendances = Attendances
export-answers = Answers
export-mean = Mean satisfaction
export-sessions = Sessions
export-people = People (members)
export-sheet-sessions = Sessions
export-sheet-totals = Totals
export-sheet-people = People
export-name = Name
export-mark = Kind
export-period = Period

panel-courses-button = See courses
panel-text-courses = To join a course, press the button below.

command-course-name = course
command-course-description = Courses: all of them, yours, and what staff do
command-course-create-name = create
command-course-create-description = Create a course (staff)
command-course-list-name = list
command-course-list-description = See the courses to come
command-course-mine-name = mine
command-course-mine-description = See the courses that you have joined
command-course-report-name = report
command-course-report-description = Numbers and feedback of a course (staff)
command-course-report-number-name = number
command-course-report-number-description = The number of the course
