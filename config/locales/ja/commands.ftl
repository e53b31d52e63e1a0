# Commands: names follow Discord's rule (lower case, no blanks, no ・？！).

command-ask-name = 質問する
command-ask-description = わからないこと・困ったことを質問します
command-ask-topic-name = 話題
command-ask-topic-description = 何についての質問ですか（えらばなくても、はじめられます）

command-ask-anonymous-name = 匿名
command-ask-anonymous-description = 名前を出さずに質問します（使えるサーバーだけ）
command-questions-name = 質問一覧
command-questions-description = みんなの質問と、自分の質問を見ます
command-questions-show-name = 表示
command-questions-show-description = どの質問を見ますか
command-questions-topic-description = どの話題の質問を見ますか
command-question-name = 質問
command-question-description = ひとつの質問を見ます
command-question-show-name = 見る
command-question-show-description = 番号の質問を見ます
command-question-who-name = だれ
command-question-who-description = 運営用：匿名の質問をした人を調べます（記録され、本人も見られます）
command-number-name = 番号
command-number-description = 質問の番号（#12 なら 12）
command-reason-name = 理由
command-reason-description = なぜ調べますか（本人も見られます）
command-faq-name = よくある質問
command-faq-description = よくある質問と答えをさがします
command-faq-query-name = ことば
command-faq-query-description = 知りたいこと（書かなければ一覧が出ます）
menu-record-name = 質問として記録
menu-solve-name = この回答で解決
