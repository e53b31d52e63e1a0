# Tutors: asking for one, offers, talks, registering, and what staff see.

panel-text-both = 仕事のこと、パソコンのこと、なんでも質問できます。
    チューター（仕事の先輩）と、ふたりで話すこともできます。
    下のボタンを押してください。夜中でも大丈夫です。
panel-text-tutors = チューター（仕事の先輩）と、ふたりで話せます。
    下のボタンを押してください。夜中でも大丈夫です。
panel-tutor-button = チューターに相談する
panel-join-button = チューターになる・休む

when-always = いつでも
when-weekday-morning = 平日の午前
when-weekday-afternoon = 平日の午後
when-weekday-evening = 平日の夜
when-weekend-morning = 土日の午前
when-weekend-afternoon = 土日の午後
when-weekend-evening = 土日の夜
when-morning = 午前
when-afternoon = 午後
when-evening = 夜
when-day-part = { $day }曜の{ $part }
when-many = { $list }ほか
format-chat = チャット（文字で話す）
format-voice = 声で話す
format-either = チャットでも声でも

request-choose-topic = 何について相談しますか。話題を選んでください。
    チューター（仕事の先輩）が、ほかの人には見えない部屋で相談にのります。
request-choose-topic-for = { $member } さんのかわりに、相談を申し込みます。何についての相談ですか。
request-topic-placeholder = ここを押して話題を選ぶ
request-page = 「{ $topic }」のことで、チューターに相談します。
    次は「内容を書く」を押してください。ほかは、選ばなくても大丈夫です。
request-page-for = { $member } さんのかわりに、「{ $topic }」の相談を申し込みます。「内容を書く」を押すと申し込めます。
request-page-when = 話せるとき：{ $when }
request-page-how = 話し方：{ $format }
request-page-excluded = 頼みたくない人：{ $people }（見られるのは運営の人だけです。見た理由も残ります）
request-when-placeholder = 話せるときを選ぶ（いくつでも）
request-how-placeholder = 話し方を選ぶ
request-not-placeholder = 頼みたくない人がいるときだけ、選ぶ
request-days-button = 曜日ごとに選ぶ
request-days = 話せる曜日と時間を、いくつでも選んでください。
request-write-button = 内容を書く
request-topic-button = 話題をかえる
request-back-button = もどる
request-form = チューターに相談する
request-form-label = 相談したいこと
request-form-placeholder = 例：はじめての応募文を、一緒に見てほしいです
request-received = 受け付けました（相談 #{ $number }）。
    合うチューターに、順番に声をかけます。決まったら、お知らせします。
    { $time } までに、どうなっているかをお知らせします。
request-received-for = { $member } さんの相談 #{ $number } を受け付けました。ご本人にもお知らせします。
request-status-button = いまの様子を見る
request-empty = 相談したいことが、まだ書かれていません。「内容を書く」を押してください。
request-too-long = 書けるのは{ $most }文字までです。書いた文は残してあります。「内容を書く」を押して、短くしてください。
request-unknown-topic = その話題は今ありません。下から話題を選んでください。
request-no-draft = 書きかけの相談が見つかりませんでした。受付の「チューターに相談する」から、はじめてください。
request-too-many-excluded = 選べるのは{ $most }人までです。「もどる」を押して、もう一度選んでください。
request-no-time = 話せるときを、ひとつ以上選んでください。「もどる」を押すと、選べます。
request-no-channel = 今は相談を受け付けられません。書いた文は残してあります。
    運営の方に「チューターに相談できません」と伝えて、あとで「内容を書く」を押してください。
request-switched-off = 今は、チューターへの相談を受け付けていません。くわしいことは、運営の方に聞いてください。
request-open-before = この話題の相談は、もう申し込まれています（相談 #{ $number }）。書いた文は残してあります。
    「いまの様子を見る」を押すと、その相談が見られます。
    ほかの話題で相談するときは「話題をかえる」を押してください。
request-not-staff = ほかの人のかわりに申し込めるのは、運営の人だけです。自分の相談は、受付の「チューターに相談する」を押してください。
request-question-withdrawn = 取り下げた質問です。相談するときは、受付の「チューターに相談する」を押してください。
request-not-their-question = この質問を相談にできるのは、質問した人と運営の人だけです。自分で相談するときは、受付の「チューターに相談する」を押してください。
request-anonymous = 名前を出していない質問です。相談にできるのは、質問した人だけです。
    その人には、質問のメニューの「チューターに相談する」を押してもらってください。
question-tutor-button = チューターに相談する

own-title = いま、あなたの相談は…
own-none = 今、続いている相談はありません。
own-line = ・相談 #{ $number }「{ $topic }」：{ $state }
own-talks = あなたが引き受けている相談
own-offers = あなたのお返事を待っているお願い
own-past = 終わった相談
own-pick = ここを押して相談を開く
own-new-button = 新しく相談する
own-list-button = 一覧にもどる
state-waiting = 🔍 チューターをさがしています
state-offered = 📨 チューターの返事を待っています
state-matched = 💬 { $tutor } さんと相談中です
state-finished = ✅ 終わりました
state-cancelled = ⚪ 取り消されました
state-expired = ⚪ 見つからずに終わりました

view-title = 相談 #{ $number }「{ $topic }」
view-state = いま：{ $state }
view-member = 相談した人：{ $member }
view-made-by = かわりに申し込んだ人：{ $staff }
view-when = 話せるとき：{ $when }
view-how = 話し方：{ $format }
view-asked = 相談した日時：{ $time }
view-promise = { $time } までに、どうなっているかをお知らせします。
view-nobody = 合うチューターは、まだ見つかっていません。運営の人にも知らせて、さがしています。
view-offered = チューターに声をかけています。{ $time } までお返事を待ちます。
view-offered-staff = { $tutor } さんに声をかけています（{ $time } まで）。
view-thread = 話す場所：{ $place }
view-ending = ふたりのうち一人が「終わりました」を押しました。
    もう一人が「はい、終わりました」を押すと、終わりです。
excluded-button = 頼みたくない人を見る
excluded-form = 頼みたくない人を見る
look-label = 見る理由（ご本人も読めます）
look-refused = 見るには理由が要ります。もう一度ボタンを押して、理由を書いてください。
excluded-shown = 頼みたくない人：{ $people }
    見たことと理由は、ご本人のページに残ります。
about-button = 相談の内容を読む
about-form = 相談の内容を読む
about-shown = 相談の内容：
    { $about }
    読んだことと理由は、ご本人のページに残ります。
view-excluded = 頼みたくない人：{ $people }
view-history = これまでのお願い：
view-history-line = ・{ $tutor } さん：{ $state }{ $reason }
view-reason = （理由：{ $text }）
view-why = チューターの様子：{ $list }
view-rating = どうでしたか：{ $rating }／5
view-again = また同じ人に：メンバー { $member }、チューター { $tutor }
view-word = 感想：{ $text }
view-note = チューターへ：{ $text }
view-memo = チューターのメモ：{ $text }
view-unknown = この相談は見つかりませんでした。受付の「チューターに相談する」を押すと、自分の相談が見られます。
again-yes = はい
again-no = いいえ
again-unsaid = 返事なし
barrier-topic = 話題が合わない { $count }人
barrier-room = 手がいっぱい { $count }人
barrier-paused = お休み中 { $count }人
barrier-hours = 時間や組み合わせが合わない { $count }人
barrier-themself = 本人 { $count }人
barrier-none = これから頼める { $count }人
barrier-nobody = チューターがまだいません

cancel-button = 相談を取り消す
cancel-confirm = 相談 #{ $number } を取り消しますか。取り消すと、元には戻せません。
cancel-yes-button = 取り消す
cancel-no-button = このままにする
cancel-kept = 相談 #{ $number } はそのままです。
cancelled-done = 相談 #{ $number } を取り消しました。また、いつでも相談してください。
close-button = 相談をとじる
close-confirm = 相談 #{ $number } をとじますか。メンバーとチューターにお知らせします。
close-yes-button = とじる
closed-done = 相談 #{ $number } をとじました。メンバーにお知らせします。
end-button = 終わりました
end-asked = ありがとうございます。{ $other } さんに、終わってもよいか聞きました。
end-waiting = もう、お相手に聞いてあります。お返事を待っています。何もしなくて大丈夫です。
end-over = 相談 #{ $number } を終わりにしました。ありがとうございました。
end-yes-button = はい、終わりました
end-no-button = まだ続けます
on-done = わかりました。相談を続けます。
on-nothing = 相談は続いています。何もしなくて大丈夫です。
back-button = 続けられなくなりました
back-confirm = 相談 #{ $number } を、ほかのチューターにお願いしますか。理由は要りません。
back-yes-button = ほかの人にお願いする
back-no-button = このまま続ける
back-done = わかりました。これまで、ありがとうございました。ほかのチューターにお願いします。
free-button = 別の人をさがす
free-done = 相談 #{ $number } を、ほかのチューターにお願いします。ふたりにお知らせします。
hand-button = 頼む人を決める
hand-whom = 相談 #{ $number } を、だれに頼みますか。登録したチューターから選んでください。
hand-choose = ここを押して人を選ぶ
hand-done = 相談 #{ $number } を { $tutor } さんに頼みました。お返事を待ちます。
hand-no-tutor = その人には頼めません。登録していないか、お休み中か、この相談には合わない人です。ほかの人を選んでください。
hand-themself = 相談した本人には頼めません。ほかの人を選んでください。
hand-look-first = ご自分で引き受けるときは、先に「相談の内容を読む」を押して、理由を書いてください。
hand-nothing-new = その人には、もう頼んであります。何もしなくて大丈夫です。
menu-button-talk = 困ったとき
change-not-yours = ここを押せるのは、この相談のふたりと運営の人だけです。自分の相談は、受付の「チューターに相談する」から見られます。
change-member-only = ここを押せるのは、相談した人と運営の人だけです。困ったことは、運営の人に伝えてください。
change-tutor-only = ここを押せるのは、この相談のチューターと運営の人だけです。相談をやめるときは「相談を取り消す」を押してください。
change-closed = この相談は、もう終わっています。何もしなくて大丈夫です。
    新しく相談するときは、受付の「チューターに相談する」を押してください。
change-not-matched = まだ相談の相手が決まっていません。決まると、お知らせします。
    いまの様子は、受付の「チューターに相談する」を押すと見られます。
change-nothing-new = もう済んでいます。何もしなくて大丈夫です。
tutors-for-staff = これは、運営の人だけが使えます。使いたいときは、運営の人に声をかけてください。

offer-title = 相談のお願い（#{ $number }）
offer-text = { $member } さんが「{ $topic }」のことで相談したいそうです。引き受けていただけますか。
offer-about = 相談したいこと
offer-when = 話せるとき
offer-how = 話し方
offer-why = お願いした理由
offer-by-hand = 運営の人が、あなたにお願いしたいそうです
offer-until = お返事は { $time } までお待ちします。むずかしいときは、えんりょなく「今回は難しいです」を押してください。
accept-button = 引き受けます
decline-button = 今回は難しいです
why-again = 前にも話したことがある
why-strong = 得意な話題
why-topic = 話題が合う
why-hours = { $when }が合う
why-format = 話し方が合う
why-programme = 事業や地域が同じ
why-room = いま余裕がある
why-separator = ・
accept-done = 引き受けていただき、ありがとうございます。ふたりで話す部屋を用意しています。できたら、そこでお呼びします。
decline-done = わかりました。お返事、ありがとうございます。ほかの方に声をかけます。
reason-button = 理由を書く（なくても大丈夫）
reason-form = 今回は難しい理由
reason-label = 理由（運営の人だけが読みます）
reason-done = ありがとうございます。運営の人に伝わります。
reason-unfit = 理由は1文字から{ $most }文字までです。「理由を書く（なくても大丈夫）」を、もう一度押して書いてください。
offer-unknown = このお願いは見つかりませんでした。何もしなくて大丈夫です。
offer-not-yours = このお願いは、ほかの方あてです。引き受けたいときは、運営の方に伝えてください。
offer-late-accepted = この相談は、もう引き受けていただいています。ありがとうございます。
    続けられないときは、部屋の「困ったとき」を押してください。
offer-late-declined = このお願いには、もう「今回は難しいです」とお返事をいただいています。ありがとうございました。
offer-late-expired = お返事、ありがとうございます。時間が過ぎたので、ほかの方に声をかけました。また、ぜひお願いします。
offer-late-withdrawn = お返事、ありがとうございます。このお願いは、なくなりました。また次のときに、お願いします。
offer-late-handed-back = この相談は、ほかの方にお願いしています。ありがとうございました。
offer-state-open = 返事待ち
offer-state-accepted = 引き受けました
offer-state-declined = 今回は難しい
offer-state-expired = 返事なし
offer-state-withdrawn = 取りやめ
offer-state-handed-back = 途中で交代
offer-ended-accepted = 引き受けていただきました。ありがとうございます。
offer-ended-declined = お返事、ありがとうございました。ほかの方に声をかけました。
offer-ended-expired = お返事を待つ時間が過ぎたので、ほかの方に声をかけました。お気になさらないでください。
offer-ended-withdrawn = このお願いは、なくなりました。何もしなくて大丈夫です。ありがとうございました。
offer-ended-handed-back = この相談は、ほかの方にお願いしました。これまで、ありがとうございました。

notice-made = 運営の人が、あなたのかわりに相談 #{ $number }「{ $topic }」を申し込みました。合うチューターをさがします。
notice-nobody = 相談 #{ $number } に合うチューターを、まださがしています。運営の人にも知らせました。
    { $time } までに、またお知らせします。お待たせして、すみません。
notice-still = 相談 #{ $number } は、まだチューターをさがしています。お待たせしています。
    { $time } までに、またお知らせします。
notice-back = 相談 #{ $number } のチューターが、続けられなくなりました。これまで待った分も数えて、ほかのチューターをさがします。
    { $time } までに、またお知らせします。
notice-matched = 相談 #{ $number } のチューターが決まりました。{ $tutor } さんです。
    「部屋を開く」を押すと、ふたりの部屋が開きます。
notice-open-button = 部屋を開く
notice-closed = 相談 #{ $number } は、運営の人が終わりにしました。くわしいことは、運営の人に聞いてください。
notice-expired = 相談 #{ $number } は、チューターが見つかりませんでした。お力になれず、すみません。
    まだ困っているときは、「新しく相談する」を押してください。
notice-form = 相談 #{ $number } が終わりました。{ $tutor } さんとの相談は、どうでしたか。
    数字を押してください（5がいちばん良い）。答えは運営の人だけが見ます。
notice-thanks = 相談 #{ $number } が終わりました。{ $member } さんの力になってくださり、ありがとうございました。
    これまでに { $count }人を助けてくださいました。
    また同じ方の相談を受けるかを、下のボタンで選べます。押さなくても大丈夫です。
notice-note = 相談 #{ $number } の { $member } さんから、あなたへ：
    「{ $text }」
notice-taken = 相談 #{ $number } は、相談した方のご都合や運営の判断で、ここで終わりになりました。
    どうぞ、お気になさらないでください。これまで、ありがとうございました。
notice-approved = チューターの登録ができました。ありがとうございます。
    合う相談があると、お願いが届きます。引き受けるかどうかは、そのつど選べます。
notice-refused = チューターの登録は、今回は見送りになりました。くわしいことは、運営の方に聞いてください。
notice-silent = お忙しいようなので、チューターをお休みにしました。お気になさらないでください。
    時間ができたら「再開する」を押してください。
notice-role-lost = チューターのロール（役割）がなくなったので、お休みにしました。
    引き受けていた相談は、ほかの方にお願いします。これまで、ありがとうございました。
    くわしいことは、運営の人に聞いてください。
notice-resumed = お休みが終わり、チューターを再開しました。
    まだ休みたいときは、「いまの様子を見る」を押してから「お休みする」を押してください。
notice-over = このお知らせは、もう古くなりました。何もしなくて大丈夫です。
room-name = お知らせの部屋 { $number }

rate-form-label = 感想（運営の人だけが読みます）
rate-note-label = チューターに伝えたいこと（本人に届きます）
rate-done = ありがとうございます。
    また同じ人に相談したいですか。
rate-again-yes-button = はい
rate-again-no-button = いいえ
rate-word-button = ひとこと書く
rate-word-form = どうでしたか
rate-again-ask = また同じ人に相談したいですか。
rate-again-done = ありがとうございます。書きたいことがあれば「ひとこと書く」を押してください。これで終わりでも大丈夫です。
rate-words-done = ありがとうございます。運営の人に伝わります。
rate-words-note-done = ありがとうございます。{ $tutor } さんにも届けます。
rate-not-over = この相談は、まだ終わっていません。終わったら、聞かせてください。
rate-not-yours = 感想は、相談した人だけに聞いています。何もしなくて大丈夫です。
rate-unfit = 書けるのは{ $most }文字までです。同じボタンをもう一度押して、短くしてください。
keep-yes-button = また引き受けたい
keep-no-button = 次はほかの人に
keep-done = わかりました。次の相談のときに生かします。相手の人には伝わりません。
memo-button = メモを書く
memo-form = 相談のメモ
memo-label = メモ（あなたと運営の人だけが読みます）
memo-done = メモを残しました。
memo-not-yours = メモは、この相談のチューターだけが書けます。何もしなくて大丈夫です。

talk-name = 相談 #{ $number } { $topic }
talk-name-again = 相談 #{ $number }（{ $nth }人目）{ $topic }
talk-opening = { $member } さん、{ $tutor } さんが相談にのってくれます。
talk-opening-tutor = { $tutor } さんより：「{ $sentence }」
talk-opening-about = 相談したいこと
talk-opening-private = ここは、ふたりで話す部屋です。ほかのメンバーには見えません。必要なときは、運営の人が見ることがあります。
talk-opening-staff = ここは、ふたりで話す部屋です。運営の人も入っています。ほかのメンバーには見えません。
talk-opening-next = { $tutor } さん、まず、ひとことあいさつをお願いします。{ $member } さんも、いつでもここに書けます。
talk-opening-voice = 声で話すときは、いつ話すかを、ここで決めてください。
talk-opening-end = 相談がすんだら「終わりました」を押してください。
talk-opening-over = この相談は終わりました。ありがとうございました。
talk-remind = { $person } さん、{ $other } さんがお返事を待っています。ひとことだけでも大丈夫です。
talk-remind-first = { $person } さん、まだお話が始まっていません。ひとこと、あいさつをお願いします。
talk-ask = { $other } さん、この相談は終わりにしてよいですか。「はい、終わりました」か「まだ続けます」を押してください。
    { $days }日お返事がないときは、終わりにします。
talk-goes-on = 相談を続けます。どうぞ、そのまま書きこんでください。
talk-moved = この相談は、ほかの部屋に移りました。受付の「チューターに相談する」を押すと、今の部屋が見られます。
talk-done = 相談は終わりました。おふたりとも、ありがとうございました。

staff-nobody = 合うチューターがいない相談があります
staff-silent = しばらく書きこみがない相談があります
staff-now = 相談の様子
staff-open-button = 相談を開く
staff-applied = チューターの登録が届きました
staff-decided-yes = チューターの登録：認めました
staff-decided-no = チューターの登録：見送りました
staff-decided-by = 決めた人：{ $staff }
staff-number = 相談 #{ $number }・知らせ { $notice }
approve-button = 認める
refuse-button = 見送る
approve-done = { $tutor } さんを、チューターにしました。ご本人にお知らせします。
refuse-done = { $tutor } さんの登録を見送りました。ご本人にお知らせします。
decide-before = もう決まっています。何もしなくて大丈夫です。
tutor-unknown = この登録は見つかりませんでした。「/チューター 状況」と入力して、見直してください。

status-title = チューター相談の状況
status-waiting = さがしている（{ $count }件）
status-talking = 相談中（{ $count }件）
status-tutors = チューター（{ $count }人）
status-declined = 最近の「今回は難しい」
status-none = ありません
status-line = ・#{ $number }「{ $topic }」{ $member } さん（{ $time } から）：{ $state }
status-tutor-line = ・登録{ $number } { $tutor } さん：いま{ $now }／{ $places }人、30日で{ $lately }件{ $state }
status-declined-line = ・{ $tutor } さん → #{ $number }{ $reason }
status-applied = （認めるのを待っています）
status-refused = （見送り）
status-paused = （お休み中）
status-more = ほか { $count }件
status-pick = ここを押して相談を開く
status-tutor-option = 登録{ $number }：{ $topics }
status-pick-tutor = ここを押してチューターを見る

join-title = チューターの登録
join-page = 得意なことで、ほかの人の相談にのってください。むずかしいときは、いつでも断れます。
    話題と話せるときを選んだら「登録を申し込む」を押してください。
join-page-applied = 申し込みを受け付けました。運営の人が確かめています。決まったら、お知らせします。
join-page-approved = チューターとして登録されています。ここで選び直すと、すぐに変わります。
join-page-refused = 前の申し込みは見送りになりました。「登録を申し込む」を押すと、もう一度申し込めます。
join-paused = お休み中です。
join-paused-until = { $time } までお休みです。
join-paused-role = チューターのロール（役割）がないので、お休みになっています。運営の方に声をかけてください。
join-topics = 教えられる話題：{ $list }
join-strong = そのうち得意な話題：{ $list }
join-when = 話せるとき：{ $when }
join-how = 話し方：{ $format }
join-places = 同時に引き受ける人数：{ $count }人まで
join-sentence = 自己紹介：{ $text }
join-load = いま引き受けている人：{ $now }人
join-helped = これまでに手伝った人：{ $count }人
join-nothing = まだ
join-topics-placeholder = 教えられる話題を選ぶ（いくつでも）
join-strong-placeholder = そのうち得意な話題を選ぶ
join-when-placeholder = 話せるときを選ぶ（いくつでも）
join-self-button = 人数・自己紹介
join-apply-button = 登録を申し込む
join-pause-button = お休みする
join-resume-button = 再開する
join-self-form = 人数・自己紹介
join-places-label = 同時に何人まで（1〜10）
join-sentence-label = 自己紹介をひとこと（書かなくても大丈夫です）
join-sentence-placeholder = 例：データ入力を5年しています。ゆっくり話しましょう
join-pause-form = お休みする
join-pause-label = いつまで休みますか（書かなければ、再開するまで）
join-pause-example = 例：12/31
join-applied = 申し込みました。ありがとうございます。運営の人が確かめて、お知らせします。
join-saved = ✅ 変えました。
join-paused-done = お休みにしました。ゆっくりしてください。いま話している相談は、そのまま続きます。
join-paused-until-done = { $time } までお休みにしました。ゆっくりしてください。いま話している相談は、そのまま続きます。
join-resumed-done = 再開しました。また、よろしくお願いします。
join-switched-off = 今は、チューターを募集していません。くわしいことは、運営の方に聞いてください。
join-lacks-topics = 教えられる話題を、ひとつ以上選んでください。
join-lacks-hours = 話せるときを、ひとつ以上選んでください。
join-before-applied = もう申し込まれています。決まったら、お知らせします。
join-before-approved = もう登録されています。このまま使えます。
join-unknown-topic = その話題は今ありません。選び直してください。
join-places-unfit = 人数は1から{ $most }までです。「人数・自己紹介」を押して、数字で書いてください。
join-too-long = 自己紹介は{ $most }文字までです。「人数・自己紹介」を押して、短くしてください。
join-past = その日は、もう過ぎています。「お休みする」を押して、今日か、それより後の日を書いてください。
join-date-unread = 「{ $text }」は、日付として読めませんでした。もう一度「お休みする」を押して、12/31 のように書いてください。
join-no-tutor = まだチューターに登録されていません。申し込んでいない方は「登録を申し込む」を押してください。
join-not-paused = 今、お休みではありません。このまま使えます。
join-no-role = チューターのロール（役割）がないので、再開できません。運営の方に声をかけてください。
join-unknown = まだ登録が始まっていません。受付の「チューターになる・休む」を押してください。
