# Questions: the panel, the form, the card, the thread, and every answer around them.

panel-title = Reception
panel-text = You can ask anything: about the work, about your computer.
    Press the button below. Any hour is fine.
panel-closed = There is nothing to begin here at the moment. Please come back later.
panel-ask-button = Ask a question

ask-choose-topic = What is your question about? Choose a topic and a form will open.
ask-topic-placeholder = Press here to choose a topic

form-title = Ask a question
form-title-label = Your question in a few words
form-title-placeholder = For example: what do I write in my first application?
form-body-label = Details (you may leave this empty)
form-body-placeholder = For example: what you tried and where you got stuck

ask-received = We have received your question (#{ $number }).
    It is posted in { $channel }. Answers will appear in its thread (the place to talk about it), and we will let you know.
ask-received-untold = We have received your question (#{ $number }).
    It is posted in { $channel }. You have switched notices off: please look for answers in its thread (the place to talk about it).
ask-empty = There is no question in it yet. Press “Write again” to go on where you were.
ask-title-too-long = “Your question in a few words” takes up to { $most } characters. What you wrote is kept. Press “Write again” and make it shorter.
ask-body-too-long = “Details” takes up to { $most } characters. What you wrote is kept. Press “Write again” and make it shorter.
ask-unknown-topic = That topic is not there now. Please choose one below.
ask-no-channel = There is no place for questions yet. What you wrote is kept. Please tell the staff that the question channel is missing, and then press “Write again”.
ask-switched-off = Questions are not taken at the moment. What you wrote is kept.
    The staff can tell you more. When questions are open again, press “Write again” to go on.
ask-again-button = Write again

card-title = #{ $number } { $title }
card-topic = Topic
card-state = State
card-asked = Asked by
card-time = Asked at
card-more = Press the thread below to read on
state-open = 🟡 Waiting for an answer
state-answered = 🟢 Answered
state-resolved = ✅ Resolved
state-withdrawn = ⚪ Withdrawn

resolve-button = Resolved
withdraw-button = Withdraw

opening-open = Thank you for your question, { $asker }.
    Answers will come in this thread. You can add to your question here as well.
    Once it is clear, press “Resolved”.
opening-call = { $role }: please answer when you can.
opening-answered = Thank you for your question, { $asker }. There is a reply below.
    You can ask further here.
    Once it is clear, press “Resolved”.
opening-resolved = This question is resolved. Thank you for your help.
    If you still need help, press the button below.
opening-withdrawn = This question was withdrawn.
text-part = The whole text of question #{ $number } ({ $part }/{ $parts })

resolved-done = #{ $number } is now marked as resolved. Thank you for telling us.
withdraw-confirm = Withdraw #{ $number }? What you wrote goes, and this cannot be undone.
withdraw-yes-button = Withdraw
withdraw-no-button = Keep it
withdrawn-done = #{ $number } is withdrawn. You are welcome to ask again at any time.
withdraw-kept = #{ $number } stays as it is.

question-unknown = This question was not found. To ask a new one, press “Ask a question” at the reception.
question-not-yours-resolve = The one who asked and the staff can press “Resolved”. Please write answers and thoughts in the thread.
question-not-yours-withdraw = Only the one who asked can press “Withdraw”. Please write what concerns you in the thread.
question-closed-resolved = This question is settled already. If you still need help, press “I still need help”; to ask something else, press “Ask a question” at the reception.
question-closed-withdrawn = This question was withdrawn already. To ask a new one, press “Ask a question” at the reception.

told-direct = There is a reply to question #{ $number }.
    “{ $title }”
    Press the button below to read it.
told-read-button = Read the reply
told-here = { $asker }, there is a reply. It is above.
    I tell you here because your settings do not let my direct messages through.
    To get direct messages, press the name of the server, open “Privacy Settings”, switch on “Direct Messages”, and then press the button below.
told-by-direct-button = Tell me by direct message
told-by-direct-done = From now on I will tell you by direct message. If it does not arrive, I will tell you in the thread again.
told-only-here = { $asker }, there is a reply. It is above.

panel-questions-button = Questions
panel-faq-button = Common questions
ask-named = You ask with your name.
ask-hidden = 🙈 You ask without your name. The card says “Anonymous”. Staff can see your name only when they need to; each look is recorded, and you can see it.
ask-hidden-button = Ask without my name
ask-named-button = Ask with my name
ask-not-anonymous = Questions without a name are not used in this server. If you are fine with your name, choose a topic.
ask-no-longer-anonymous = Questions without a name are not taken at the moment. What you wrote is kept. If you are fine with your name, press “Write again”.
form-title-hidden = Ask without a name
ask-received-hidden = We have received your question (#{ $number }).
    It is posted in { $channel } as a question by “Anonymous”.
    I will tell you by direct message when there is an answer. If your settings do not let it through, please look into the thread.
    To reply, press “Write anonymously” there.
ask-recorded = Recorded (#{ $number }).
    It is posted in { $channel } as a question by { $asker }.
ask-related = These may help, too:
ask-related-line = ・{ $title } ({ $state })
ask-answered-before = There was a question like yours before. Please read the answer below.
    If it does not help, press “Ask anyway”. (Yours is not posted yet.)
ask-solved-button = This solved it
ask-anyway-button = Ask anyway
ask-solved = Good to hear. You are welcome to ask at any time.
ask-no-draft = I could not find what you were writing. Please begin with “Ask a question” at the reception.
record-offer = Is this a question? Press the button below to record it as one. If not, just leave it.
record-button = Record as a question
record-choose-topic = “{ $title }” will be recorded as a question.
    What is it about? Choose a topic and a form will open where you can check it.
record-not-yours = Tutors and staff can record what somebody else wrote. For a question of your own, press “Ask a question” at the reception.
record-of-bot = A bot's message cannot be recorded. Please try it on a message that a person wrote.
record-empty = There are no words in this message. Please press “Ask a question” at the reception and write it in words.
record-before = This message is question #{ $number } already. It goes on here: { $link }
record-before-only = This message is question #{ $number } already.
record-gone = I could not find the message. Please press “Ask a question” at the reception and write it there.
state-closed = ⚪ Answered (closed)
state-merged = 🔁 Merged into another
anonymous-name = Anonymous
anonymous-called = Anonymous
card-title-withdrawn = #{ $number } (withdrawn)
card-assigned = Asked to answer
card-answer = The answer
card-merged = Goes on here
card-lost = The thread of this question was deleted
tag-open = Waiting
tag-answered = Answered
tag-resolved = Resolved
follow-button = I want to know, too
reopen-button = I still need help
menu-button = Menu
say-button = Write anonymously
opening-hidden = Thank you for your question, { $asker }.
    Answers will come in this thread.
    The one who asked can press “Write anonymously” to reply without a name.
opening-answered-hidden = Thank you for your question, { $asker }. There is a reply below.
    The one who asked can press “Write anonymously” to reply without a name.
    Once it is clear, press “Resolved”.
opening-closed = This question was answered and is closed. If you still need help, press the button below.
opening-merged = This question was merged into another. Please go on there.
opening-lost = ⚠️ The card of this question was deleted.
old-thread = Earlier thread (it goes on in a new one)
text-gone = This text was withdrawn.
reopened-done-hidden = #{ $number } is waiting for an answer again. To write a little more, press “Write anonymously” in the thread.
reopened-done = #{ $number } is waiting for an answer again. Please write a little more in the thread.
marked-done = #{ $number } is resolved by this answer. Thank you.
question-not-yours-mark = Only the one who asked and staff can use “This solved it”. There is nothing you need to do.
question-not-yours-reopen = The one who asked and the staff can press “I still need help”. If you have the same trouble, press “Ask a question” at the reception.
question-not-yours-edit = Only the one who asked can rewrite it. Please write what concerns you in the thread.
question-not-yours-remake = Only the one who asked and staff can press “Make it again”. There is nothing you need to do.
question-for-staff = This is for staff. Please speak to them.
question-is-open = This question is waiting for an answer already. You can add more in “Menu”.
question-nothing-new = It is done already. There is nothing more to do.
question-closed-merged = This question was merged into another. Press “Menu” to see which.
mark-not-in-thread = This message is not in a question's thread. Please press and hold (or right-click) the answer in the question's thread.
mark-no-answer = This message cannot be the answer. Please choose one that a person has written in words.
edit-form = Rewrite #{ $number }
edit-button = Rewrite
edited-done = #{ $number } is rewritten.
edit-empty = There is no question in it. Yours stays as it was. Please press “Rewrite” again.
edit-title-too-long = “Your question in a few words” takes up to { $most } characters. Nothing was changed. Please make it shorter and write it again.
edit-body-too-long = “Details” takes up to { $most } characters. Nothing was changed. Please make it shorter and write it again.
follow-done = I will tell you when #{ $number } is settled, by direct message or as you have chosen.
follow-already = You are on the list already.
follow-own = This is your own question. I will tell you when there is an answer.
follow-closed = This question is closed. You can read the answer in “Menu” or in the thread.
unfollow-button = Stop telling me
unfollow-done = You are not told about this question any more. All else comes as before.
by-mention-button = Tell me in the thread
told-by-mention-done = From now on I will mention you in the thread instead of a direct message.
assign-button = Ask somebody
assign-whom = Whom shall I ask to answer #{ $number }?
assign-choose = Press here to choose a person
assigned-done = { $helper } is asked to answer #{ $number }.
assign-is-asker = The one who asked cannot be asked to answer. Please choose somebody else.
assign-is-bot = A bot cannot be asked to answer. Please choose a person.
move-button = Change the topic
move-where = Which topic shall #{ $number } have?
moved-done = The topic of #{ $number } is now “{ $topic }”.
merge-button = Merge into another
merge-form = Merge #{ $number }
merge-form-label = The number of the other question
merge-form-example = For example: 12
merge-unknown = It cannot be merged into that question. Please check the number and press “Merge into another” again.
merged-done = #{ $number } is merged into #{ $into }, with everybody who follows it.
remake-button = Make it again
remade-done = #{ $number } is being made again. It will appear in the question channel at once.
remade-all-done = { $count } being made again. They will appear in the question channel at once.
remade-nothing = There is nothing left to make again.
check-direct = Is question #{ $number } resolved?
    “{ $title }”
    Please tell me with a button below. It is fine to leave it, too.
check-here = { $asker }, is this question resolved?
    Please tell me with a button below. It is fine to leave it, too.
call-tutors = { $tutors } this question is waiting for an answer. Whatever you know helps.
remind-assigned = { $helper }, somebody is waiting for your answer here. If it is difficult, just say so here.
remind-helper = { $helper }, the one who asked has replied. Please go on if there is more to say.
thanks = { $helper }, thank you for your answer. This question is resolved.
assigned-here = { $helper }, the staff ask you to answer this question.
merged-here = This question was merged into { $question }. Please go on there.
follower-direct = Question #{ $number }, which you follow, is closed.
    “{ $title }”
    Press the button below to read the answer.
followers-here = { $followers } the question that you follow is closed. The answer is above.
post-asker = The one who asked
post-asker-hidden = Anonymous (the one who asked)
post-staff = Answer from the staff
post-number = Question #{ $number } · word { $post }
staff-waits = A question is waiting
staff-settled = A question that waited
staff-state = { $state } · { $topic } · since { $time }
staff-assigned = Asked to answer: { $helper }
answer-button = Answer as staff
lost-card = The card of a question was deleted:
lost-thread = The thread of a question was deleted:
lost-channel = The question channel was deleted. These questions are gone:
lost-more = and { $count } more
lost-remedy = Press “Make it again” to post it anew in the question channel. If it was deleted on purpose, nothing needs to be done.
menu-head = What you can do with this question:
menu-nothing = There is nothing more to do about this question. If you would like to ask something, press “Ask a question”.
menu-state = { $state } · { $topic } · { $asker } · { $time }
menu-followers = Followed by { $count }
menu-lost = ⚠️ Its card or thread was deleted.
menu-merged = It goes on in { $question }
menu-answer = **The answer** ({ $helper })
looks-button = Who saw my name
promote-button = Add to common questions
promote-again-button = Rewrite the common question
scope-all = All questions
scope-open = Waiting for an answer
scope-answered = Answered
scope-resolved = Resolved or closed
scope-mine = My questions
scope-followed = Questions I follow
list-head = { $scope }
list-head-topic = { $scope } · { $topic }
list-line = { $question }
    　{ $state } · { $topic }
list-empty = There are no questions here yet. Choose other ones below.
list-pick = Press here to open a question
list-scope = Choose which questions
list-newer-button = Newer
list-older-button = Older
list-unknown-topic = That topic is not there now. Please choose the topic again.
say-form = Write in #{ $number } anonymously
say-form-label = What you want to say (without your name)
answer-form = Answer #{ $number }
answer-form-label = Your answer (with your name)
said-hidden = It is written in the thread of #{ $number } as Anonymous.
said = It is written in the thread of #{ $number }.
say-not-yours = Only the one who asked can use this. Please write answers in the thread as they are.
speak-empty = There is nothing in it yet. Please press the button again and write.
speak-too-long = It takes up to { $most } characters. Please make it shorter and press the button again.
speak-no-thread = There is no thread for this question now. Please wait a moment, or press “Make it again” in the menu.
who-answer = #{ $number } was asked by { $asker }.
    Your look and its reason are recorded, and the asker can see them.
who-open = #{ $number } was asked by { $asker }.
    It was asked with the name, so no look is recorded.
who-erased = What was kept about whoever asked #{ $number } is erased. Nobody can tell any more who it was.
who-no-reason = There is no reason. Please write why you need the name and try again.
looks-none = Nobody has looked at your name.
looks-head = Staff who looked at your name (the newest ten):
looks-line = ・{ $time } { $who } (reason: { $reason })
faq-mark = Common question
faq-title = Common questions
faq-empty = There are no common questions yet. Press “Ask a question” below.
faq-line = ・{ $title } ({ $topic })
faq-pick = Press here to read an answer
faq-search-button = Search by words
faq-search-label = What you want to know
faq-search-example = For example: fees
faq-found = Common questions for “{ $words }”. Choose one below.
faq-not-found = No common question fits “{ $words }”. Press “Ask a question” below.
faq-unknown = This entry is not there any more. Please choose from the list of common questions.
faq-list-button = Back to the list
faq-question-button = The question
faq-back-button = Previous 25
faq-next-button = Next 25
faq-edit-button = Rewrite
faq-up-button = Up
faq-down-button = Down
faq-retire-button = Take it out
faq-retire-confirm = Take this entry out of the common questions? The question itself stays.
faq-retired-done = It is taken out.
faq-moved-done = The order is changed.
faq-at-the-end = It is at the end already.
faq-meanwhile = Somebody else has changed it. Please open it again and check.
faq-text-empty = Please write both the question and the answer. Nothing was changed.
faq-answer-too-long = The answer takes up to { $most } characters. Please make it shorter and try again.
faq-form = Common question
faq-title-label = Question
faq-answer-label = Answer (you may rewrite it)
promoted-done = ✅ It is among the common questions.
promote-not-resolved = Only a resolved question can be added. Please use “This solved it” first.
faq-export-title = Common questions
faq-export-number = number
faq-export-topic = topic
faq-export-question = question
faq-export-answer = answer
