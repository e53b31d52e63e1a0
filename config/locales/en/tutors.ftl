# Tutors: asking for one, offers, talks, registering, and what staff see.

panel-text-both = You can ask anything: about the work, about your computer.
    You can also talk with a tutor, an experienced member, in a room for two.
    Press a button below. Any hour is fine.
panel-text-tutors = You can talk with a tutor, an experienced member, in a room for two.
    Press a button below. Any hour is fine.
panel-tutor-button = Talk to a tutor
panel-join-button = Be a tutor, or take a break

when-always = any time
when-weekday-morning = weekday mornings
when-weekday-afternoon = weekday afternoons
when-weekday-evening = weekday evenings
when-weekend-morning = weekend mornings
when-weekend-afternoon = weekend afternoons
when-weekend-evening = weekend evenings
when-morning = morning
when-afternoon = afternoon
when-evening = evening
when-day-part = { $day } { $part }
when-many = { $list } and more
format-chat = chat (in writing)
format-voice = voice
format-either = chat or voice

request-choose-topic = What would you like to talk about? Choose a topic.
    A tutor, an experienced member, talks with you in a room that other members do not see.
request-choose-topic-for = You ask in the place of { $member }. What is it about?
request-topic-placeholder = Press here to choose a topic
request-page = You ask for a tutor about “{ $topic }”.
    Press “Write it” next. You need not choose anything else.
request-page-for = You ask about “{ $topic }” in the place of { $member }. “Write it” sends it.
request-page-when = When it suits: { $when }
request-page-how = How to talk: { $format }
request-page-excluded = Not this person: { $people } (seen by staff alone, who must say why)
request-when-placeholder = Choose when it suits (as many as you like)
request-how-placeholder = Choose how to talk
request-not-placeholder = Only if there is somebody you do not want
request-days-button = Choose by day
request-days = Choose the days and times that suit, as many as you like.
request-write-button = Write it
request-topic-button = Another topic
request-back-button = Back
request-form = Talk to a tutor
request-form-label = What you would like to talk about
request-form-placeholder = For example: please look at my first application with me
request-received = Received (request #{ $number }).
    I ask tutors who suit, one after the other, and tell you when one has taken it.
    By { $time } I tell you how it stands.
request-received-for = Request #{ $number } of { $member } was received. I tell them, too.
request-status-button = See how it stands
request-empty = It does not say yet what it is about. Press “Write it”.
request-too-long = Up to { $most } characters fit. What you wrote is kept: press “Write it” and make it shorter.
request-unknown-topic = That topic is not there now. Please choose one below.
request-no-draft = I could not find what you had begun. Please start with “Talk to a tutor” at the reception.
request-too-many-excluded = Up to { $most } people can be chosen. Please choose again.
request-no-time = Please choose at least one time that suits.
request-no-channel = Requests cannot be taken now. What you wrote is kept.
    Please tell staff that there is no channel for tutors, and press “Write it” later.
request-switched-off = Requests for tutors are not taken now. Please ask staff.
request-open-before = You have an open request about this topic (#{ $number }). What you wrote is kept.
    Press “See how it stands”.
request-not-staff = Only staff ask in another's place. For yourself, press “Talk to a tutor” at the reception.
request-question-withdrawn = This question was taken back. For a tutor, press “Talk to a tutor” at the reception.
request-not-their-question = Its asker and staff can take this question to a tutor. For yourself, press “Talk to a tutor” at the reception.
request-anonymous = This was asked without a name. Only its asker can take it to a tutor.
    They press “Talk to a tutor” in the menu of their question.
question-tutor-button = Talk to a tutor

own-title = How your requests stand
own-none = You have no open requests.
own-line = · Request #{ $number } “{ $topic }”: { $state }
own-talks = Talks that you have as a tutor
own-offers = Offers that wait for your answer
own-past = What is over
own-pick = Press here to open a request
own-new-button = A new request
own-list-button = Back to the list
state-waiting = 🔍 looking for a tutor
state-offered = 📨 waiting for a tutor's answer
state-matched = 💬 talking with { $tutor }
state-finished = ✅ over
state-cancelled = ⚪ cancelled
state-expired = ⚪ ended without a tutor

view-title = Request #{ $number } “{ $topic }”
view-state = Now: { $state }
view-member = By: { $member }
view-made-by = Asked in their place by: { $staff }
view-when = When it suits: { $when }
view-how = How to talk: { $format }
view-asked = Asked: { $time }
view-promise = We will tell you how things stand by { $time }.
view-nobody = Nobody suits at present. Staff know of it.
view-offered = A tutor has been asked; I wait for the answer until { $time }.
view-offered-staff = { $tutor } has been asked (until { $time }).
view-thread = Where to talk: { $place }
view-ending = One of the two has pressed “It is over”.
    When the other one presses “Yes, it is over”, the talk ends.
excluded-button = See whom to keep it from
excluded-form = See whom to keep it from
look-label = Why (the member can read it)
look-refused = A reason is needed. Press the button again and write one.
excluded-shown = Not to be asked: { $people }
    That you looked, and why, stands on the member's page.
about-button = Read what it is about
about-form = Read what it is about
about-shown = What it is about:
    { $about }
    That you read it, and why, stands on the member's page.
view-excluded = Not this person: { $people }
view-history = Offers so far:
view-history-line = · { $tutor }: { $state }{ $reason }
view-reason = { " " }(reason: { $text })
view-why = How it is with tutors: { $list }
view-rating = How it went: { $rating }/5
view-again = Again with the same person: member { $member }, tutor { $tutor }
view-word = In their words: { $text }
view-note = To the tutor: { $text }
view-memo = The tutor's note: { $text }
view-unknown = I could not find this request. Press “Talk to a tutor” at the reception to see your own.
again-yes = yes
again-no = no
again-unsaid = no answer
barrier-topic = another topic ({ $count })
barrier-room = no room ({ $count })
barrier-paused = on a break ({ $count })
barrier-hours = other times, or no match ({ $count })
barrier-themself = the member ({ $count })
barrier-none = can be asked next ({ $count })
barrier-nobody = there are no tutors yet

cancel-button = Cancel the request
cancel-confirm = Cancel request #{ $number }? This cannot be undone.
cancel-yes-button = Cancel it
cancel-no-button = Keep it
cancel-kept = Request #{ $number } stays as it is.
cancelled-done = Request #{ $number } is cancelled. You can ask again at any time.
close-button = Close the request
close-confirm = Close request #{ $number }? The member and the tutor are told.
close-yes-button = Close it
closed-done = Request #{ $number } is closed. The member is told.
end-button = It is over
end-asked = Thank you. I have asked { $other } whether it is over.
end-waiting = I wait for the answer already. There is nothing more to do.
end-over = Request #{ $number } is over. Thank you.
end-yes-button = Yes, it is over
end-no-button = It goes on
on-done = All right, it goes on.
on-nothing = The talk goes on. There is nothing to do.
back-button = I cannot go on
back-confirm = Shall another tutor take request #{ $number }? No reason is needed.
back-yes-button = Ask another tutor
back-no-button = Go on
back-done = All right. Thank you for all you did. I ask another tutor.
free-button = Look for another
free-done = Another tutor is looked for, for request #{ $number }. Both are told.
hand-button = Choose the tutor
hand-whom = Who shall take request #{ $number }? Choose one of the registered tutors.
hand-choose = Press here to choose a person
hand-done = Request #{ $number } was put to { $tutor }. I wait for the answer.
hand-no-tutor = They cannot be asked: not registered, on a break, or not for this request. Please choose another.
hand-themself = The member cannot be their own tutor. Please choose another.
hand-look-first = To take it yourself, first press “Read what it is about” and write your reason.
hand-nothing-new = They have been asked already. There is nothing to do.
menu-button-talk = Need help?
change-not-yours = This is for the two of this talk and for staff. Press “Talk to a tutor” at the reception to see your own.
change-member-only = This is for the member and for staff. Please tell staff what troubles you.
change-tutor-only = This is for the tutor and for staff. To end your request, press “Cancel the request”.
change-closed = This request is over already. There is nothing to do.
    “Talk to a tutor” in the reception begins a new one.
change-not-matched = Nobody has taken it yet. You will hear as soon as somebody has.
    To see how it stands, press “Talk to a tutor” at the reception.
change-nothing-new = That is done already. There is nothing to do.
tutors-for-staff = This is for staff. Please ask them.

offer-title = Would you take this request? (#{ $number })
offer-text = { $member } would like to talk about “{ $topic }”. Would you take it?
offer-about = What it is about
offer-when = When it suits
offer-how = How to talk
offer-why = Why you
offer-by-hand = staff would like you to take it
offer-until = I wait for your answer until { $time }. It is fine to say no.
accept-button = I take it
decline-button = Not this time
why-again = you were together before
why-strong = a strong topic of yours
why-topic = the topic suits
why-hours = { $when } suit
why-format = the way of talking suits
why-programme = the same programme or area
why-room = you have room now
why-separator = { " · " }
accept-done = Thank you for taking it. I am making a room for you two, and call you there.
decline-done = All right. Thank you for your answer. I ask somebody else.
reason-button = Say why (you need not)
reason-form = Why not this time
reason-label = Reason (read by staff only)
reason-done = Thank you. Staff can read it.
reason-unfit = Please write up to { $most } characters, and send it again.
offer-unknown = I could not find this offer. There is nothing to do.
offer-not-yours = This was put to somebody else. If you would like to take it, please tell staff.
offer-late-accepted = You have taken this already. Thank you.
    If you cannot go on, press “Need help?” in the room.
offer-late-declined = You have said no to this already. Thank you for your answer.
offer-late-expired = Thank you for your answer. The time was over, and somebody else was asked. Until the next time.
offer-late-withdrawn = Thank you for your answer. You are not asked for this one any more. Until the next time.
offer-late-handed-back = Somebody else is asked for this request. Thank you.
offer-state-open = waiting for an answer
offer-state-accepted = taken
offer-state-declined = not this time
offer-state-expired = no answer
offer-state-withdrawn = taken back
offer-state-handed-back = handed back
offer-ended-accepted = You have taken it. Thank you.
offer-ended-declined = Thank you for your answer. Somebody else was asked.
offer-ended-expired = The time to answer is over, and somebody else was asked. No need to worry.
offer-ended-withdrawn = You are not asked for this one any more. Thank you.
offer-ended-handed-back = Somebody else was asked for it. Thank you for all you did.

notice-made = Staff have made request #{ $number } “{ $topic }” in your place. A tutor who suits is looked for.
notice-nobody = Nobody suits request #{ $number } at present. Staff know of it and look for somebody.
    By { $time } you hear again. I am sorry that you have to wait.
notice-still = I am still looking for a tutor for request #{ $number }. Thank you for waiting.
    By { $time } you hear again.
notice-back = The tutor of request #{ $number } cannot go on. You keep your place, and I look for somebody else.
    By { $time } you hear again.
notice-matched = Request #{ $number } has a tutor: { $tutor }.
    Press the button below to open your room.
notice-open-button = Open the room
notice-closed = Staff have closed request #{ $number }. Please ask them why.
notice-expired = Request #{ $number } has ended without a tutor. I am sorry.
    If you still need one, press “A new request”.
notice-form = Request #{ $number } is over. How was it with { $tutor }?
    Press a number (5 is best). Only staff see it.
notice-thanks = Request #{ $number } is over. Thank you for helping { $member }.
    You have helped { $count } people so far.
    Below you can choose whether you would talk with them again. You need not.
notice-note = { $member } of request #{ $number } says to you:
    “{ $text }”
notice-taken = Request #{ $number } ends here, because the member or staff have arranged it otherwise.
    It is nothing you did. Thank you for all you did.
notice-approved = You are a tutor now. Thank you.
    When a request suits you, I ask you. You decide each time.
notice-refused = You were not registered as a tutor this time. Please ask staff why.
notice-silent = You seem to be busy, so you have a break as a tutor. No need to worry.
    When you have time, press “Come back”.
notice-role-lost = You do not have the tutor role any more, so you have a break.
    Others are asked to take on your talks. Thank you for all you did.
    Staff can tell you more.
notice-resumed = Your break is over, and you are a tutor again.
    If you need more time, press the button below and choose “Take a break”.
notice-over = This notice is over.
room-name = Notices { $number }

rate-form-label = In your words (read by staff only)
rate-note-label = To the tutor (they get it)
rate-done = Thank you.
    Would you talk to the same person again?
rate-again-yes-button = Yes
rate-again-no-button = No
rate-word-button = Write a word
rate-word-form = How it went
rate-again-ask = Would you like to talk to the same person again?
rate-again-done = Thank you. If you want to say more, press “Write a word”. You need not.
rate-words-done = Thank you. Staff can read it.
rate-words-note-done = Thank you. { $tutor } gets your words, too.
rate-not-over = This talk is not over. Please tell me when it is.
rate-not-yours = Only the member can answer this. There is nothing for you to do.
rate-unfit = Up to { $most } characters fit. Please press the same button again and make it shorter.
keep-yes-button = Again with them
keep-no-button = Somebody else next time
keep-done = All right. It counts for the next request. The other one does not see it.
memo-button = Write a note
memo-form = Note about the talk
memo-label = Note (read by you and staff only)
memo-done = Your note is kept.
memo-not-yours = Only the tutor of this talk can use this. There is nothing for you to do.

talk-name = Request #{ $number } { $topic }
talk-name-again = Request #{ $number } (no. { $nth }) { $topic }
talk-opening = { $member }, { $tutor } is here to talk with you.
talk-opening-tutor = { $tutor } says: “{ $sentence }”
talk-opening-about = What it is about
talk-opening-private = This room is for you two. Other members do not see it. Staff may look where that is needed.
talk-opening-staff = This room is for you two, and staff are in it. Other members do not see it.
talk-opening-next = { $tutor }, please begin with a word of welcome. { $member }, you can write at any time.
talk-opening-voice = To talk by voice, please agree here on a time.
talk-opening-end = When you are done, press “It is over”.
talk-opening-over = This talk is over. Thank you.
talk-remind = { $person }, { $other } waits for your answer. A word is enough.
talk-remind-first = { $person }, the talk has not begun. Please write a word of welcome.
talk-ask = { $other }, is this talk over? Please press a button below.
    Without an answer in { $days } days it is.
talk-goes-on = The talk goes on. Please write here.
talk-moved = The talk has moved to another room. “Talk to a tutor” in the reception shows where it is.
talk-done = The talk is over. Thank you both.

staff-nobody = A request has nobody who suits
staff-silent = A talk has been silent for a while
staff-now = How a request stands
staff-open-button = Open the request
staff-applied = Somebody wants to be a tutor
staff-decided-yes = Registration as a tutor: approved
staff-decided-no = Registration as a tutor: not this time
staff-decided-by = Decided by: { $staff }
staff-number = Request #{ $number } · notice { $notice }
approve-button = Approve
refuse-button = Not this time
approve-done = { $tutor } is a tutor now. I tell them.
refuse-done = { $tutor } was not registered. I tell them.
decide-before = That is decided already. There is nothing to do.
tutor-unknown = I could not find this registration. Please look at /tutor status again.

status-title = How requests stand
status-waiting = Looking for a tutor ({ $count })
status-talking = Talking ({ $count })
status-tutors = Tutors ({ $count })
status-declined = Declined lately
status-none = none
status-line = · #{ $number } “{ $topic }” { $member } (since { $time }): { $state }
status-tutor-line = · No. { $number } { $tutor }: { $now } of { $places } now, { $lately } in 30 days{ $state }
status-declined-line = · { $tutor } → #{ $number }{ $reason }
status-applied = { " " }(waits for approval)
status-refused = { " " }(not registered)
status-paused = { " " }(on a break)
status-more = { $count } more
status-pick = Press here to open a request
status-tutor-option = No. { $number }: { $topics }
status-pick-tutor = Press here to see a tutor

join-title = Register as a tutor
join-page = Help others with what you know well. You can always say no.
    Choose topics and times, then press “Send”.
join-page-applied = Your application is with staff. I tell you when they have decided.
join-page-approved = You are registered as a tutor. What you change holds at once.
join-page-refused = You were not registered last time. You can apply again.
join-paused = You have a break.
join-paused-until = You have a break until { $time }.
join-paused-role = You have no tutor role, so you have a break. Please ask staff.
join-topics = Topics you help with: { $list }
join-strong = Strong ones of them: { $list }
join-when = When it suits: { $when }
join-how = How to talk: { $format }
join-places = People at a time: up to { $count }
join-sentence = About you: { $text }
join-load = People you help now: { $now }
join-helped = People you have helped: { $count }
join-nothing = not yet
join-topics-placeholder = Choose topics you help with (as many as you like)
join-strong-placeholder = Choose the strong ones of them
join-when-placeholder = Choose when it suits (as many as you like)
join-self-button = Number and about you
join-apply-button = Send
join-pause-button = Take a break
join-resume-button = Come back
join-self-form = Number and about you
join-places-label = People at a time (1 to 10)
join-sentence-label = A sentence about you (you need not)
join-sentence-placeholder = For example: five years of data entry. Let's take our time
join-pause-form = Take a break
join-pause-label = Until and with which day (empty: until back)
join-pause-example = For example: 12/31
join-applied = Sent. Thank you. Staff look at it, and I tell you.
join-saved = ✅ Changed.
join-paused-done = You have a break. Take your time. The talks you have go on.
join-paused-until-done = You have a break until { $time }. Take your time. The talks you have go on.
join-resumed-done = You are back. Thank you.
join-switched-off = Tutors are not looked for now. Please ask staff.
join-lacks-topics = Please choose at least one topic you help with.
join-lacks-hours = Please choose at least one time that suits.
join-before-applied = It was sent already. I tell you when it is decided.
join-before-approved = You are registered already.
join-unknown-topic = That topic is not there now. Please choose again.
join-places-unfit = Please write a number from 1 to { $most }.
join-too-long = Up to { $most } characters fit about you. Please make it shorter and send it again.
join-past = That day is over. Press "Take a break" again and write today or a later day.
join-date-unread = “{ $text }” is not a date that I can read. Please write it like 12/31.
join-no-tutor = You are not registered as a tutor yet. If you have not applied, press “Send”.
join-not-paused = You have no break now.
join-no-role = You have no tutor role, so you cannot come back. Please ask staff.
join-unknown = You have not begun to register. Press “Be a tutor, or take a break” at the reception.
