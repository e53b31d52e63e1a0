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
    It is posted in { $channel }. Answers will appear in its thread (the place to talk about it).
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
opening-withdrawn = This question was withdrawn.
text-part = The whole text of question #{ $number } ({ $part }/{ $parts })

resolved-done = #{ $number } is now marked as resolved. Thank you for telling us.
withdraw-confirm = Withdraw #{ $number }? This cannot be undone.
withdraw-yes-button = Withdraw
withdraw-no-button = Keep it
withdrawn-done = #{ $number } is withdrawn. You are welcome to ask again at any time.
withdraw-kept = #{ $number } stays as it is.

question-unknown = This question was not found. To ask a new one, press “Ask a question” at the reception.
question-not-yours-resolve = The one who asked and the staff can press “Resolved”. Please write answers and thoughts in the thread.
question-not-yours-withdraw = Only the one who asked can press “Withdraw”. Please write what concerns you in the thread.
question-closed-resolved = This question is resolved already. To ask something else, press “Ask a question” at the reception.
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
