# Commands: names follow Discord's rule (lower case, no blanks).

command-ask-name = ask
command-ask-description = Ask about anything you do not know or that troubles you
command-ask-topic-name = topic
command-ask-topic-description = What it is about (you can start without choosing)

command-ask-anonymous-name = anonymous
command-ask-anonymous-description = Ask without your name (where the server allows it)
command-questions-name = Questions
command-questions-description = See everybody's questions, and your own
command-questions-show-name = show
command-questions-show-description = Which questions
command-questions-topic-description = About which topic
command-question-name = question
command-question-description = See one question
command-question-show-name = show
command-question-show-description = See the question with this number
command-question-who-name = who
command-question-who-description = Staff: who asked an anonymous question (it is recorded, and the asker can see it)
command-number-name = number
command-number-description = The question's number (12 for #12)
command-reason-name = reason
command-reason-description = Why you need to know (the asker can see it)
command-faq-name = faq
command-faq-description = Find answers to common questions
command-faq-query-name = query
command-faq-query-description = What you want to know (leave empty for the list)
menu-record-name = Record as question
menu-solve-name = This solved it
