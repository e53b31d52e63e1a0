# Commands: names follow Discord's rule (lower case, no blanks).

command-ask-name = ask
command-ask-description = Ask about anything you do not know or that troubles you
command-ask-topic-name = topic
command-ask-topic-description = What it is about (you can start without choosing)
