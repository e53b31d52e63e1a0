# Questions: the panel, the form, the card, the thread, and every answer around them.

panel-title = 受付
panel-text = 仕事のこと、パソコンのこと、なんでも質問できます。
    下のボタンを押してください。夜中でも大丈夫です。
panel-closed = 今は、ここから始められることはありません。また始まるまで、お待ちください。
panel-ask-button = 質問する

ask-choose-topic = 何についての質問ですか。話題をえらぶと、書きこむ画面がひらきます。
ask-topic-placeholder = ここを押して話題をえらぶ

form-title = 質問する
form-title-label = 質問をひとことで
form-title-placeholder = 例：はじめての応募文、何を書けばいいですか
form-body-label = くわしく（書かなくても大丈夫です）
form-body-placeholder = 例：やってみたこと、困っているところ

ask-received = 受け付けました（#{ $number }）。
    { $channel } に質問を出しました。答えがつくと、質問のスレッド（話す場所）で読めます。
ask-empty = 質問がまだ書かれていません。「もう一度書く」を押すと、続きから書けます。
ask-title-too-long = 「質問をひとことで」は{ $most }文字までです。書いた文は残してあります。「もう一度書く」を押して、短くしてください。
ask-body-too-long = 「くわしく」は{ $most }文字までです。書いた文は残してあります。「もう一度書く」を押して、短くしてください。
ask-unknown-topic = その話題は今ありません。下から話題をえらんでください。
ask-no-channel = 今は質問を受け付けられません。書いた文は残してあります。
    運営の方に「質問のチャンネルがない」と伝えて、あとで「もう一度書く」を押してください。
ask-switched-off = 今は、質問を受け付けていません。書いた文は残してあります。
    くわしいことは、運営の方に聞いてください。また始まったら「もう一度書く」を押すと、続きから書けます。
ask-again-button = もう一度書く

card-title = #{ $number } { $title }
card-topic = 話題
card-state = 状態
card-asked = 質問した人
card-time = 質問した日時
card-more = 続きは、下のスレッド（話す場所）を押すと読めます
state-open = 🟡 回答待ち
state-answered = 🟢 回答あり
state-resolved = ✅ 解決
state-withdrawn = ⚪ 取り下げ

resolve-button = 解決しました
withdraw-button = 取り下げる

opening-open = { $asker } さん、質問をありがとうございます。
    答えは、ここ（このスレッド）につきます。もっと聞きたいことも、ここに書けます。
    すっきりしたら「解決しました」を押してください。
opening-call = { $role } の方へ：答えられるときに、お願いします。
opening-answered = { $asker } さん、質問をありがとうございます。下に返信がつきました。
    もっと聞きたいことも、ここに書けます。
    すっきりしたら「解決しました」を押してください。
opening-resolved = この質問は解決しました。ご協力ありがとうございました。
opening-withdrawn = この質問は取り下げられました。
text-part = 質問 #{ $number } の全文（{ $part }/{ $parts }）

resolved-done = #{ $number } を「解決」にしました。お知らせいただき、ありがとうございます。
withdraw-confirm = #{ $number } を取り下げますか。取り下げると、元にはもどせません。
withdraw-yes-button = 取り下げる
withdraw-no-button = やめておく
withdrawn-done = #{ $number } を取り下げました。また、いつでも質問してください。
withdraw-kept = #{ $number } はそのままです。

question-unknown = この質問は見つかりませんでした。新しく質問するには、受付の「質問する」を押してください。
question-not-yours-resolve = 「解決しました」は、質問した人と運営の人が押せます。答えや感想は、スレッドに書いてください。
question-not-yours-withdraw = 「取り下げる」は、質問した人だけが押せます。気になることは、スレッドに書いてください。
question-closed-resolved = この質問は、もう「解決」になっています。別のことを聞くには、受付の「質問する」を押してください。
question-closed-withdrawn = この質問は、もう取り下げられています。新しく質問するには、受付の「質問する」を押してください。

told-direct = 質問 #{ $number } に返信がつきました。
    「{ $title }」
    下のボタンを押すと読めます。
told-read-button = 返信を読む
told-here = { $asker } さん、返信がつきました。上にあります。
    DM（ボットからの直接のメッセージ）が届かない設定なので、ここでお知らせしました。
    DMで受け取りたいときは、サーバーの名前を押して「プライバシー設定」をひらき、「ダイレクトメッセージ」をオンにしてから、下のボタンを押してください。
told-by-direct-button = DMで受け取る
told-by-direct-done = これからは、DMでお知らせします。届かないときは、またスレッドでお知らせします。
told-only-here = { $asker } さん、返信がつきました。上にあります。
