# Questions: the panel, the form, the card, the thread, and every answer around them.

panel-title = 受付
panel-text = 仕事のこと、パソコンのこと、なんでも質問できます。
    下のボタンを押してください。夜中でも大丈夫です。
panel-closed = 受付は、今お休みです。また始まるまで、お待ちください。
panel-ask-button = 質問する

ask-choose-topic = 何についての質問ですか。話題を選ぶと、書きこむ画面が開きます。
ask-topic-placeholder = ここを押して話題を選ぶ

form-title = 質問する
form-title-label = 質問をひとことで
form-title-placeholder = 例：はじめての応募文、何を書けばいいですか
form-body-label = くわしく（書かなくても大丈夫です）
form-body-placeholder = 例：やってみたこと、困っているところ

ask-received = 受け付けました（#{ $number }）。
    { $channel } に質問を出しました。答えがついたら、お知らせします。
    答えは、質問のスレッド（話す場所）で読めます。
ask-received-untold = 受け付けました（#{ $number }）。
    { $channel } に質問を出しました。お知らせは、止めてあります。
    答えは、質問のスレッド（話す場所）か「わたしのページ」で読めます。
ask-empty = 質問がまだ書かれていません。「もう一度書く」を押すと、続きから書けます。
ask-title-too-long = 「質問をひとことで」は{ $most }文字までです。書いた文は残してあります。「もう一度書く」を押して、短くしてください。
ask-body-too-long = 「くわしく」は{ $most }文字までです。書いた文は残してあります。「もう一度書く」を押して、短くしてください。
ask-unknown-topic = その話題は今ありません。下から話題を選んでください。
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
    困りごとがなくなったら「解決しました」を押してください。
opening-call = { $role } の方へ：答えられるときに、お願いします。
opening-answered = { $asker } さん、質問をありがとうございます。下に返事がつきました。
    もっと聞きたいことも、ここに書けます。
    困りごとがなくなったら「解決しました」を押してください。
opening-resolved = この質問は解決しました。ご協力ありがとうございました。
    まだ困っているときは「まだ困っています」を押してください。
opening-withdrawn = この質問は取り下げられました。
text-part = 質問 #{ $number } の全文（{ $part }/{ $parts }）

resolved-done = #{ $number } を「解決」にしました。お知らせいただき、ありがとうございます。
withdraw-confirm = #{ $number } を取り下げますか。取り下げると、書いた質問は消えて、元には戻せません。
withdraw-yes-button = 取り下げる
withdraw-no-button = このままにする
withdrawn-done = #{ $number } を取り下げました。また、いつでも質問してください。
withdraw-kept = #{ $number } はそのままです。

question-unknown = この質問は見つかりませんでした。新しく質問するには、受付の「質問する」を押してください。
question-not-yours-resolve = 「解決しました」は、質問した人と運営の人が押せます。答えや感想は、この質問のスレッド（話す場所）に書いてください。
question-not-yours-withdraw = 「取り下げる」は、質問した人だけが押せます。気になることは、この質問のスレッド（話す場所）に書いてください。
question-closed-resolved = この質問は、もう終わっています。まだ困っているときは「まだ困っています」を押してください。
    別のことは、受付の「質問する」から聞けます。
question-closed-withdrawn = この質問は、もう取り下げられています。新しく質問するには、受付の「質問する」を押してください。

told-direct = 質問 #{ $number } に返事がつきました。
    「{ $title }」
    「返事を読む」を押すと読めます。
told-read-button = 返事を読む
told-here = { $asker } さん、返事がつきました。上にあります。
    DM（ボットとあなただけの場所）が届かない設定なので、ここでお知らせしました。
    DMで受け取るには、サーバーの名前を押して「プライバシー設定」を開きます。「ダイレクトメッセージ」をオンにして、下の「DMで受け取る」を押してください。
told-by-direct-button = DMで受け取る
told-by-direct-done = これからは、DM（ボットとあなただけの場所）でお知らせします。届かないときは、質問の場所でお知らせします。
told-only-here = { $asker } さん、返事がつきました。上にあります。

panel-questions-button = みんなの質問
panel-faq-button = よくある質問
ask-named = 名前を出して質問します。
ask-hidden = 🙈 名前を出さずに質問します。みなさんには「匿名さん」と見えます。運営の人は、必要なときだけ名前を見られます。だれが見たかは記録に残り、あなたにも分かります。
ask-hidden-button = 名前を出さずに質問する
ask-named-button = 名前を出して質問する
ask-not-anonymous = このサーバーでは、名前を出さない質問は使えません。名前を出してよければ、話題を選んでください。
ask-no-longer-anonymous = 名前を出さない質問は、今は受け付けていません。書いた文は残してあります。名前を出してよければ「もう一度書く」を押してください。
form-title-hidden = 匿名で質問する
ask-received-hidden = 受け付けました（#{ $number }）。
    { $channel } に「匿名さん」の質問として出しました。
    答えがつくと、DM（ボットとあなただけの場所）でお知らせします。届かない設定のときは、スレッド（話す場所）を見てください。
    返事は、スレッドの「匿名で書く」から書けます。
ask-recorded = 記録しました（#{ $number }）。
    { $asker } さんの質問として { $channel } に出しました。
ask-related = こちらも参考になるかもしれません：
ask-related-line = ・{ $title }（{ $state }）
ask-answered-before = 前に、似た質問がありました。あなたの質問は、まだ出していません。
    まず、下の答えを読んでみてください。解決しないときは「それでも質問する」を押してください。
ask-solved-button = これで解決しました
ask-anyway-button = それでも質問する
ask-solved = よかったです。また、いつでも質問してください。
ask-no-draft = 書きかけの文が見つかりませんでした。受付の「質問する」から、はじめてください。
record-offer = 質問でしたら「質問として受け付ける」を押してください。みなさんに答えてもらえます。ちがうときは、そのままで大丈夫です。
record-button = 質問として受け付ける
record-choose-topic = 「{ $title }」を質問として記録します。
    何についての質問ですか。話題を選ぶと、確かめる画面が開きます。
record-not-yours = ほかの人のメッセージを質問にできるのは、チューターと運営の人です。自分の質問は、受付の「質問する」から出せます。
record-of-bot = ボットのメッセージは質問にできません。人が書いたメッセージでためしてください。
record-empty = このメッセージには文がないので、質問にできません。受付の「質問する」から、文で書いてください。
record-before = このメッセージは、もう質問 #{ $number } になっています。続きはこちらです：{ $link }
record-before-only = このメッセージは、もう質問 #{ $number } になっています。
record-gone = 元のメッセージが見つかりませんでした。受付の「質問する」から、書いてください。
state-closed = ⚪ 回答あり（終了）
state-merged = 🔁 ほかの質問にまとめました
anonymous-name = 匿名さん
anonymous-called = 匿名
card-title-withdrawn = #{ $number } （取り下げられた質問）
card-assigned = 担当
card-answer = 解決した回答
card-merged = まとめた先
card-lost = この質問のスレッド（話す場所）は消されました
tag-open = 回答待ち
tag-answered = 回答あり
tag-resolved = 解決
follow-button = 私も知りたい
reopen-button = まだ困っています
menu-button = メニュー
say-button = 匿名で書く
opening-hidden = { $asker }、質問をありがとうございます。
    答えは、ここ（このスレッド）につきます。
    匿名さん本人は、「匿名で書く」を押すと、名前を出さずに返事が書けます。
opening-answered-hidden = { $asker }、質問をありがとうございます。下に返事がつきました。
    匿名さん本人は、「匿名で書く」を押すと、名前を出さずに返事が書けます。
    困りごとがなくなったら「解決しました」を押してください。
opening-closed = 答えがついたので、この質問は終わりました。
    まだ困っているときは「まだ困っています」を押してください。
opening-merged = この質問は、ほかの質問にまとめました。続きは、まとめた先で話してください。
opening-lost = ⚠️ この質問の投稿は消されました。
old-thread = 前のスレッド（続きは新しいスレッドにあります）
text-gone = この文は取り下げられました。
reopened-done-hidden = #{ $number } を「回答待ち」にもどしました。まだ困っていることは、スレッド（話す場所）の「匿名で書く」から書けます。
reopened-done = #{ $number } を「回答待ち」にもどしました。まだ困っていることを、スレッド（話す場所）に書いてください。
marked-done = #{ $number } を、この回答で「解決」にしました。ありがとうございます。
question-not-yours-mark = 「この回答で解決」は、質問した人と運営の人が使えます。気になることは、この質問のスレッド（話す場所）に書いてください。
question-not-yours-reopen = 「まだ困っています」は、質問した人と運営の人が押せます。同じことで困っているときは、受付の「質問する」を押してください。
question-not-yours-edit = 書きなおせるのは、質問した人だけです。気になることは、この質問のスレッド（話す場所）に書いてください。
question-not-yours-remake = 「作り直す」は、質問した人と運営の人が押せます。作り直してほしいときは、運営の方に伝えてください。
question-for-staff = これは、運営の人だけが使えます。使いたいときは、運営の人に声をかけてください。
question-is-open = この質問は、今も答えを待っています。くわしく書くときは、「メニュー」の「書きなおす」を押してください。
question-nothing-new = もう済んでいます。何もしなくて大丈夫です。
question-closed-merged = この質問は、ほかの質問にまとめられています。「メニュー」を押すと、まとめた先がわかります。
mark-not-in-thread = このメッセージは、質問のスレッド（話す場所）の中にありません。質問のスレッドで、回答のメッセージを長押し（パソコンでは右クリック）してください。
mark-no-answer = このメッセージは回答にできません。人が文で書いた回答を選んでください。
edit-form = #{ $number } を書きなおす
edit-button = 書きなおす
edited-done = #{ $number } を書きなおしました。
edit-empty = 質問が書かれていません。元の質問はそのままです。もう一度「書きなおす」を押してください。
edit-title-too-long = 「質問をひとことで」は{ $most }文字までです。元のままにしました。「書きなおす」を押して、短くしてください。
edit-body-too-long = 「くわしく」は{ $most }文字までです。元のままにしました。「書きなおす」を押して、短くしてください。
follow-done = 質問 #{ $number } が終わったら、DM（ボットとあなただけの場所）などでお知らせします。
follow-already = 終わったら、お知らせします。もう一度押さなくて大丈夫です。
follow-own = ご自分の質問です。答えがつくと、お知らせします。
follow-closed = この質問は終わっています。答えは「メニュー」かスレッド（話す場所）で読めます。
unfollow-button = お知らせをやめる
unfollow-done = この質問のお知らせをやめました。ほかのお知らせは、今までどおり届きます。
by-mention-button = 名前を呼んでもらう
told-by-mention-done = これからは、DMのかわりに、スレッド（話す場所）で名前を呼んでお知らせします。
assign-button = 担当を決める
assign-whom = #{ $number } の答えを、だれに頼みますか。
assign-choose = ここを押して人を選ぶ
assigned-done = #{ $number } の答えを { $helper } さんに頼みました。
assign-is-asker = 質問した本人には頼めません。ほかの人を選んでください。
assign-is-bot = ボットには頼めません。ほかの人を選んでください。
move-button = 話題を変える
move-where = #{ $number } の話題を、どれにしますか。
moved-done = #{ $number } の話題を「{ $topic }」にしました。
merge-button = ほかの質問にまとめる
merge-form = #{ $number } をまとめる
merge-form-label = まとめる先の質問の番号
merge-form-example = 例：12
merge-unknown = その番号の質問には、まとめられません。番号を確かめて、もう一度「ほかの質問にまとめる」を押してください。
merged-done = #{ $number } を #{ $into } にまとめました。「私も知りたい」の人も、引きつぎました。
remake-button = 作り直す
remade-done = #{ $number } を作り直しています。すぐに質問のチャンネルに出ます。
remade-all-done = { $count }件を作り直しています。すぐに質問のチャンネルに出ます。
remade-nothing = 作り直すものは、もうありません。
check-direct = 質問 #{ $number } は、解決しましたか。
    「{ $title }」
    「解決しました」か「まだ困っています」を押してください。そのままでも大丈夫です。
check-here = { $asker } さん、この質問は解決しましたか。
    「解決しました」か「まだ困っています」を押してください。そのままでも大丈夫です。
call-tutors = { $tutors } この質問が答えを待っています。わかるところだけで大丈夫です。お願いします。
remind-assigned = { $helper } さん、この質問の答えを待っている人がいます。むずかしいときは、ここに一言書いてください。
remind-helper = { $helper } さん、質問した人から返事がありました。お答えできることがあれば、ここに書いてください。
thanks = { $helper } さん、回答をありがとうございました。この質問は解決しました。
assigned-here = { $helper } さん、運営からのお願いです。この質問に答えていただけますか。答えは、ここに書いてください。
merged-here = この質問は、{ $question } にまとめました。続きは、そちらで話してください。
follower-direct = 「私も知りたい」を押した質問 #{ $number } が終わりました。
    「{ $title }」
    「返事を読む」を押すと、答えが読めます。
followers-here = { $followers } 「私も知りたい」の質問が終わりました。答えは上にあります。
post-asker = 質問した人
post-asker-hidden = 匿名さん（質問した人）
post-staff = 運営からの回答
post-number = 質問 #{ $number }・発言 { $post }
staff-waits = 答えを待っている質問があります
staff-settled = 答えを待っていた質問
staff-state = { $state }｜{ $topic }｜{ $time } から
staff-assigned = 担当：{ $helper } さん
answer-button = 運営として答える
lost-card = 質問のカードが消されました：
lost-thread = 質問のスレッド（話す場所）が消されました：
lost-channel = 質問のチャンネルが消されました。なくなった質問：
lost-more = ほか { $count }件
lost-remedy = 「作り直す」を押すと、質問のチャンネルにもう一度出します。わざと消したときは、何もしなくて大丈夫です。
menu-head = この質問でできること：
menu-nothing = この質問でできることは、もうありません。聞きたいことがあれば「質問する」を押してください。
menu-state = { $state }｜{ $topic }｜{ $asker }｜{ $time }
menu-followers = 「私も知りたい」：{ $count }人
menu-lost = ⚠️ この質問の投稿かスレッド（話す場所）が消されています。
menu-merged = 続き：{ $question }
menu-answer = **解決した回答**（{ $helper }）
looks-button = 名前を見た人
promote-button = よくある質問にのせる
promote-again-button = よくある質問を書きなおす
scope-all = すべての質問
scope-open = 回答待ち
scope-answered = 回答あり
scope-resolved = 解決・終了
scope-mine = 自分の質問
scope-followed = 「私も知りたい」の質問
list-head = { $scope }
list-head-topic = { $scope }｜{ $topic }
list-line = { $question }
    　{ $state }・{ $topic }
list-empty = ここに出る質問は、まだありません。すぐ下の欄を押すと、ほかの質問を選べます。
list-pick = ここを押して質問を開く
list-scope = 見る質問を切りかえる
list-newer-button = 新しいほうへ
list-older-button = 古いほうへ
list-unknown-topic = その話題は今ありません。話題を選び直してください。
say-form = #{ $number } に匿名で書く
say-form-label = 書きたいこと（名前は出ません）
answer-form = #{ $number } に答える
answer-form-label = 回答（あなたの名前が出ます）
said-hidden = #{ $number } のスレッドに、匿名さんとして書きました。
said = #{ $number } のスレッドに書きました。
say-not-yours = 「匿名で書く」は、質問した人だけが押せます。答えは、そのままスレッド（話す場所）に書いてください。
speak-empty = まだ何も書かれていません。同じボタンをもう一度押して、書いてください。
speak-too-long = 書けるのは{ $most }文字までです。同じボタンをもう一度押して、短く書いてください。
speak-no-thread = この質問のスレッド（話す場所）が、今はありません。少し待つか、「メニュー」の「作り直す」を押してください。
who-answer = #{ $number } を質問したのは { $asker } さんです。
    見たことと理由は記録され、本人も見られます。
who-open = #{ $number } を質問したのは { $asker } さんです。
    お名前を出した質問なので、記録は残していません。
who-erased = #{ $number } を質問した方の記録は、消されています。お名前は、もうわかりません。
who-no-reason = 理由が書かれていません。なぜ名前が必要かを「理由」に書いて、もう一度ためしてください。
looks-none = まだ、だれもあなたの名前を見ていません。
looks-head = あなたの名前を見た運営の人（新しい順に10件まで）：
looks-line = ・{ $time } { $who } さん（理由：{ $reason }）
faq-mark = よくある質問
faq-title = よくある質問
faq-empty = よくある質問は、まだありません。知りたいことは、下の「質問する」から聞いてください。
faq-line = ・{ $title }（{ $topic }）
faq-pick = ここを押して答えを読む
faq-search-button = ことばでさがす
faq-search-label = 知りたいこと
faq-search-example = 例：手数料
faq-found = 「{ $words }」で見つかった、よくある質問です。下で読めます。
faq-not-found = 「{ $words }」に合う、よくある質問はありませんでした。下の「質問する」から聞けます。
faq-unknown = この項目は、もうありません。「よくある質問」の一覧から、選び直してください。
faq-list-button = 一覧にもどる
faq-question-button = 元の質問
faq-back-button = 前の25件
faq-next-button = 次の25件
faq-edit-button = 書きなおす
faq-up-button = 上へ
faq-down-button = 下へ
faq-retire-button = のせるのをやめる
faq-retire-confirm = この項目を「よくある質問」から外しますか。元の質問はそのままです。
faq-retired-done = 「よくある質問」から外しました。
faq-moved-done = 順番を変えました。
faq-at-the-end = もう、いちばん端にあります。
faq-meanwhile = ほかの人が先に書きかえました。もう一度開いて、確かめてください。
faq-text-empty = 質問と答えの両方を書いてください。元のままです。同じボタンをもう一度押すと、書けます。
faq-answer-too-long = 答えは{ $most }文字までです。元のままです。同じボタンをもう一度押して、短くしてください。
faq-form = よくある質問
faq-title-label = 質問
faq-answer-label = 答え（書きなおせます）
promoted-done = ✅ よくある質問にのせました。
promote-not-resolved = よくある質問にのせられるのは、解決した質問です。先に「この回答で解決」を使ってください。
faq-export-title = よくある質問
faq-export-number = 番号
faq-export-topic = 話題
faq-export-question = 質問
faq-export-answer = 答え
