# Commands: names follow Discord's rule (lower case, no blanks, no ・？！).

command-ask-name = 質問する
command-ask-description = わからないこと・困ったことを質問します
command-ask-topic-name = 話題
command-ask-topic-description = 何についての質問ですか（えらばなくても、はじめられます）
