# 講座：案内・申込・お知らせ・出席・アンケート・集計

# 日時
course-date = { $month }月{ $day }日({ $weekday })
course-date-year = { $year }年{ $month }月{ $day }日({ $weekday })
course-span = { $date } { $from }〜{ $to }
course-moment = { $date } { $time }

# 案内
card-title-cancelled = 【中止】{ $title }
card-title-over = 【終了】{ $title }
card-dates = 日時
card-place = 場所
card-places = 定員
card-until = 申し込みの締切
card-who = 参加できる人
card-consent = 「参加する」を押すと、運営が申し込みを預かり、席の用意とお知らせ、人数の報告に使います。押した方は、それに同意したことになります（この説明は第{ $version }版です）。
card-number = 講座番号 { $number }
session-number = 開催番号 { $number }
session-off = { $span }（中止）
session-more = ほか{ $count }回
places-open = 定員なし（いま{ $going }人）
places-left = { $capacity }人（残り{ $left }席）
places-full = { $capacity }人（満席・キャンセル待ち{ $waiting }人）
who-role = { $role }の方
who-programme = 「{ $name }」の方
who-all = どなたでも
course-closed = 申し込みは締め切りました。
course-thread-name = { $title }
event-how = 申し込むときは、講座の案内にある「参加する」を押してください。
    「興味あり」を押しただけでは、席は取れません。
join-button = 参加する
leave-button = キャンセル
file-button = カレンダーに入れる

# 参加する
join-going = 参加を受け付けました：{ $title }
    日時：{ $dates }
    場所：{ $place }
    来られなくなったら「キャンセル」を押してください。
join-going-already = もう申し込みはすんでいます：{ $title }
    日時：{ $dates }
    来られなくなったら「キャンセル」を押してください。
join-waiting = いまは満席です。キャンセル待ちの{ $position }番目になりました：{ $title }
    席が空いたら順番にお知らせします。
    待つのをやめるときは「キャンセル」を押してください。
join-waiting-already = キャンセル待ちの{ $position }番目です：{ $title }
    席が空いたら順番にお知らせします。
join-taken = 席をお取りしました。参加を受け付けました：{ $title }
    日時：{ $dates }
    場所：{ $place }
    来られなくなったら「キャンセル」を押してください。
join-link-now = リンク：{ $link }
join-link-later = 始まる1時間前から、「参加予定」に参加用のリンクが出ます。押すと、会場の画面が開きます。
course-unknown = この講座は見つかりません。「講座の一覧」を押してください。
join-cancelled = この講座は中止になりました。ほかの講座は「講座の一覧」から見られます。
join-over = この講座は終わりました。これからの講座は「講座の一覧」から見られます。
join-deadline = 申し込みは{ $time }に締め切りました。参加したいときは、運営の人に声をかけてください。
join-role = この講座は{ $role }の方のためのものです。参加したいときは、運営の方に声をかけてください。
join-programme = この講座は「{ $name }」の方のためのものです。参加したいときは、運営の方に声をかけてください。
join-lapsed = 席をお取りしていた時間が過ぎました。もう一度「参加する」を押すと、キャンセル待ちに入れます。
leave-done = キャンセルしました：{ $title }
    待っている方がいれば、席は次の方にご案内します。また参加したいときは「参加する」を押してください。
leave-done-series = これからの回をすべてキャンセルしました：{ $title }
    待っている方がいれば、席は次の方にご案内します。また参加したいときは「参加する」を押してください。
leave-done-waiting = キャンセル待ちをやめました：{ $title }
    また参加したいときは「参加する」を押してください。
leave-done-closed = キャンセルしました：{ $title }
    ご連絡ありがとうございます。
leave-done-closed-series = これからの回をすべてキャンセルしました：{ $title }
    ご連絡ありがとうございます。
leave-ask = 「{ $title }」をキャンセルしますか。申し込みの締切が過ぎています。キャンセルすると、もう申し込めません。
    やっぱり参加するときは「もどる」を押してください。
leave-yes-button = はい、キャンセルする
leave-done-already = キャンセルはすんでいます：{ $title }
leave-none = この講座には申し込んでいません。参加するときは「参加する」を押してください。
leave-none-closed = この講座には申し込んでいません。ほかの講座は「講座の一覧」から見られます。
leave-off = この講座（または、この回）は中止になりました。何もしなくて大丈夫です。
leave-begun = 講座はもう始まったので、ここではキャンセルできません。来られないときは、運営の方に声をかけてください。
offer-declined = わかりました。待っている方がいれば、席は次の方にご案内します：{ $title }
offer-taken = もう席をお取りしています。やめるときは「キャンセル」を押してください。
offer-over = この席のご案内は終わりました。「講座を見る」を押すと、いまの様子がわかります。
skip-kept = { $span }はお休みと記録しました：{ $title }
    ほかの回はそのままです。全部やめるときは「講座をキャンセル」を押してください。
skip-kept-last = { $span }はお休みと記録しました：{ $title }
    これで、これからの回はすべてお休みです。
    席をほかの方にゆずるときは「講座をキャンセル」を押してください。
skip-in-line = まだ席が決まっていないので、お休みの連絡はいりません。
skip-begun = もう始まった回なので、変えられません。来られないときは、運営の方に声をかけてください。
skip-back = { $span }は参加に戻しました：{ $title }
skip-undo-button = やっぱり参加する
skip-all-button = 講座をキャンセル
file-words = カレンダーのファイルです。押して開くと、スマートフォンの予定に入ります。日時が変わったときは、もう一度ここから入れてください。
file-none = カレンダーに入れる予定は、今はありません。これからの講座は、受付の「講座を見る」から見られます。
file-name = 講座.ics

# 一覧・参加予定
courses-title = これからの講座
courses-none = いま申し込める講座はありません。新しい講座は、ここと講座のチャンネルでお知らせします。
courses-line = #{ $number } { $title }：{ $when }（{ $places }）
courses-drafts = 下書き（運営だけに見えます）
courses-past = 終わった講座（運営だけに見えます）
courses-pick = 講座を選ぶ
courses-button = 講座の一覧
courses-places-left = 残り{ $left }席
courses-places-full = 満席
courses-places-open = 受付中
courses-places-closed = 申し込みは締め切りました
courses-new-button = 講座をつくる
courses-more = ほか{ $count }件（下の「講座を選ぶ」から見られます）
mine-title = 参加予定
mine-none = 参加予定の講座はありません。「講座の一覧」から選べます。
mine-line = #{ $number } { $title }：{ $when }（{ $standing }）
mine-button = 参加予定
mine-file-button = 全部カレンダーに入れる
standing-going = 参加
standing-waiting = キャンセル待ち{ $position }番目
standing-offered = 席をお取りしています（{ $time }まで）
standing-none = まだ申し込んでいません
see-standing = あなた：{ $standing }
see-away = お休み：{ $dates }
see-link-later = 参加用のリンクは、始まる1時間前からここに出ます。
see-link = 参加用のリンク：{ $link }
link-button = 参加用のリンクを見る
link-words = 参加用のリンクです：{ $link }
link-not-yet = リンクは{ $time }から見られます。そのころにもう一度押してください。
link-over = この回は終わりました。これからの講座は、受付の「講座を見る」から見られます。
link-none = この講座にはリンクがありません。場所：{ $place }
link-not-yours = リンクは、参加を申し込んだ方だけに見えます。参加するときは、講座の案内にある「参加する」を押してください。
manage-button = 運営のページ

# お知らせ
notice-week = 1週間後に講座があります：{ $title }
notice-today = 今日、講座があります：{ $title }
notice-tomorrow = 明日、講座があります：{ $title }
notice-days = { $days }日後に講座があります：{ $title }
notice-hour = まもなく講座が始まります：{ $title }
notice-when = 日時：{ $span }
notice-where = 場所：{ $place }
notice-link = 参加用のリンク：{ $link }
notice-series = この回だけ休むときは「この回だけ休みます」を押してください。
    これからの回を全部やめるときは「参加できなくなりました」を押してください。
notice-skip-button = この回だけ休みます
notice-give-up-button = 参加できなくなりました
notice-see-button = 講座を見る
notice-moved = 講座の日時が変わりました：{ $title }
    前の日時：{ $was }
    新しい日時：{ $span }
    来られないときは「参加できなくなりました」を押してください。
notice-moved-series = 講座の日時が変わりました：{ $title }
    前の日時：{ $was }
    新しい日時：{ $span }
    前に「この回だけ休みます」を押した方も、休むときは、もう一度押してください。
notice-session-cancelled = この回は中止になりました：{ $title }
    中止：{ $span }
    ほかの回は予定どおりです。
    カレンダーの予定を直すときは「カレンダーに入れる」を押してください。
notice-last-cancelled = この回は中止になりました：{ $title }
    中止：{ $span }
    何もしなくて大丈夫です。
    カレンダーの予定を直すときは「カレンダーに入れる」を押してください。
notice-course-cancelled = 講座が中止になりました：{ $title }
    お申し込みは取り消しました。何もしなくて大丈夫です。
    カレンダーの予定を直すときは「カレンダーに入れる」を押してください。
notice-changed = 講座の場所が変わりました：{ $title }
    新しい場所：{ $place }
notice-reworded = 講座の内容が変わりました：{ $title }
    { $text }
notice-added = 講座の日が増えました：{ $title }
    増えた日時：{ $dates }
notice-relinked = 参加用のリンクが変わりました：{ $title }
    新しいリンク：{ $link }
notice-relinked-here = 参加用のリンクが変わりました：{ $title }
    「講座を見る」を押すと、新しいリンクがわかります。
notice-unlinked = 参加用のリンクがなくなりました：{ $title }
    場所は「講座を見る」で確かめてください。
notice-offer = キャンセル待ちの講座に席が空きました：{ $title }
    日時：{ $dates }
    { $time }までに「参加する」を押してください。それを過ぎると、次の方にご案内します。
notice-lapsed = お返事の時間が過ぎたので、席のご案内は終わりました：{ $title }
    また参加したいときは「参加する」を押してください。
notice-decline-button = 今回はやめておく
notice-how-was-it = 「{ $title }」へのご参加、ありがとうございました。
    今回はいかがでしたか？　5（とてもよかった）から1（よくなかった）まで、数字を押してください。
notice-form-again = 「{ $title }」の感想を、よかったら聞かせてください（お願いはこれで最後です）。
    5（とてもよかった）から1（よくなかった）まで、数字を押してください。

# 出席
roll-open = 「{ $title }」に来ている方は「出席しました」を押してください（{ $time }まで）。
roll-open-code = 「{ $title }」に来ている方は「出席しました」を押してください（{ $time }まで）。
    次の画面で、講座で聞いた4けたの番号を入れてください。
roll-closed = 「{ $title }」の「出席しました」は、もう押せません。押し忘れた方は、運営の方に声をかけてください。
roll-elsewhen = 「{ $title }」の日時が変わりました。当日になったら、もう一度押してください。
roll-off = 「{ $title }」のこの回は中止になりました。
roll-button = 出席しました
roll-form = 出席の番号
roll-form-label = 講座で伝えられた4けたの番号
roll-done = 出席を記録しました。来てくださって、ありがとうございます。
roll-done-already = 出席はもう記録されています。
roll-walked-in = 出席を記録しました（当日参加）。来てくださって、ありがとうございます。
roll-not-yet = 「出席しました」は{ $time }から押せます。そのころに、もう一度押してください。
roll-over = 「出席しました」を押せる時間は終わりました。来ていたときは、運営の方に声をかけてください。
roll-wrong-code = 番号が違うようです。もう一度「出席しました」を押して、伝えられた番号を入れてください。
roll-unknown = この回は見つかりません。運営の方に声をかけてください。

# アンケート
feedback-thanks = 「{ $rating }」ですね。ありがとうございます。感想を書くときは「ひとこと書く」を押してください。書かなくても大丈夫です。
feedback-word-button = ひとこと書く
feedback-form = 講座の感想
feedback-helped = 役に立ったこと（書かなくても大丈夫です）
feedback-next = 次に知りたいこと（書かなくても大丈夫です）
feedback-kept = 聞かせてくださって、ありがとうございます。
    いただいたことばを、事業の報告の記事に使ってもよいですか？
    お名前を出すのは、「名前も出してよい」を押したときだけです。
feedback-release-yes-button = 使ってよい
feedback-release-name-button = 名前も出してよい
feedback-release-no-button = 使わないでほしい
feedback-released = わかりました。お名前は出さずに使います。ありがとうございました。
feedback-named = わかりました。お名前も出してよいと記録しました。ありがとうございました。
feedback-not-released = わかりました。記事には使いません。ありがとうございました。
feedback-empty = ありがとうございました。あとから書くときは、お知らせの数字をもう一度押してください。
feedback-not-there = 感想は、参加した方にお聞きしています。参加していたときは、運営の方に声をかけてください。
feedback-first = はじめに、5から1までの数字を押してください。

# 運営：つくる・直す
plan-not-staff = これは運営の役目です。講座をつくったり変えたりしたいときは、運営の方に声をかけてください。
plan-form = 講座をつくる
plan-form-title = 題（100文字まで）
plan-form-description = 内容（800文字まで）
plan-form-place = 場所（会場の名前、または「オンライン」）
plan-form-link = 参加用のリンク（オンラインのとき）
plan-form-link-example = https://…　始まる1時間前から、参加者だけに見えます
plan-form-capacity = 定員（空欄は定員なし）
plan-form-until = 申し込みの締切（空欄は最初の回が始まるまで）
plan-form-until-example = 例：12/4　または　12/4 17:00
plan-form-dates = 日時（1行に1回）
plan-form-dates-example = 例：12/5 14:00-16:00
plan-form-series = くり返し（空欄はくり返さない）
plan-form-series-example = 例：毎週6回／隔週4回／毎月第3土曜3回／毎週 2/28まで
plan-form-except = くり返しで休む日
plan-form-except-example = 例：12/29、1/5
plan-form-place-title = 場所と定員
plan-form-dates-title = 日時
plan-form-until-title = 申し込みの締切
plan-form-move-title = 日時を変える
plan-form-move = 新しい日時
page-title = 講座 #{ $number }　{ $title }
page-state = いまの状態：{ $state }
page-draft = 下書き（運営だけに見えます）
page-published = 公開中
page-cancelled = 中止
page-dates = 日時：{ $dates }
page-place = 場所：{ $place }
page-link = リンク：{ $link }（1時間前から参加者だけに見えます）
page-places = 定員：{ $places }
page-until = 締切：{ $until }
page-until-none = 最初の回が始まるまで
page-who = 参加できる人：{ $who }
page-reminders = お知らせ：{ $list }
page-no-reminders = なし
page-attendance-button = 出席：ボタンを押す
page-attendance-code = 出席：ボタンを押して、4けたの番号を入れる
page-unset = まだ
page-missing = あと必要なもの：{ $list }
page-ready = 日時と曜日を見て、よければ「公開する」を押してください。
page-missing-dates = 日時
page-missing-place = 場所
page-dates-button = 日時
page-place-button = 場所・定員
page-until-button = 締切
page-about-button = 題・内容
page-publish-button = 公開する
page-discard-button = 下書きを捨てる
page-copy-button = 写して新しくつくる
page-add-button = 日を足す
page-who-button = 参加できる人・お知らせ
page-who-words = 「{ $title }」に参加できる人と、お知らせを選んでください。
page-all-dates = 日時（全{ $count }回）
page-earlier = ← 前の回を見る
page-later = → 後の回を見る
page-report-button = 集計
page-cancel-button = 講座を中止する
page-role-placeholder = 役割で参加者をしぼる（なしも選べます）
page-programme-placeholder = 事業で参加者をしぼる
page-programme-all = しぼらない（どなたでも）
page-remind-placeholder = お知らせと出席のしかた
page-session-placeholder = 回を選ぶ（日時を変える・出席）
remind-week = 1週間前に知らせる
remind-day = 前の日に知らせる
remind-hour = 1時間前に知らせる
remind-code = 出席に4けたの番号を使う
remind-short-week = 1週間前
remind-short-day = 前の日
remind-short-hour = 1時間前
published = 公開しました：{ $title }
    { $channel }に案内を出します。
publish-no-place = 場所がまだです。「場所・定員」を押して入れてください。
publish-no-dates = 日時がまだです。「日時」を押して入れてください。
publish-over = { $time }は過ぎました。「日時」を押して入れ直してください。
publish-no-channel = 講座のチャンネルが、まだ決まっていません。/設定 と入力し、「そのほかのチャンネル」で選んでください。
publish-already = もう公開されています。
discard-ask = 「{ $title }」の下書きを捨てますか？　元には戻せません。
discard-yes-button = はい、捨てる
page-back-button = もどる
discarded = 下書きを捨てました：{ $title }
cancel-ask = 「{ $title }」を中止しますか？　申し込んだ{ $count }人に知らせます。元には戻せません。
cancel-it-button = はい、中止する
cancelled-course = 中止にしました：{ $title }
cancel-session-ask = { $span }の回を中止しますか？　申し込んだ{ $count }人に知らせます。元には戻せません。
cancelled-session = 中止にしました：{ $span }
move-ask = 日時をこのように変えますか？
    いま：{ $was }
    新しく：{ $is }
    申し込んだ{ $count }人に知らせます。
move-same = 今と同じ日時です。変わりません。
move-yes-button = はい、変える
moved = 日時を変えました：{ $span }
plan-unknown = この講座は見つかりません。「講座の一覧」を押してください。
plan-not-running = もう始まったか、終わったか、中止になったので、変えられません。「講座の一覧」から別の回を選べます。
plan-changed = ほかの人が先に変えました。いまの内容を見て、もう一度ボタンを押してください。
plan-sent = 送った内容（コピーして使えます）：
    { $text }
plan-not-a-draft = もう公開されています。日時は、回を選んで変えてください。
plan-too-many = 回が多すぎます（{ $count }回）。{ $most }回までにしてください。
detail-no-title = 題を書いてください。もう一度ボタンを押すと書けます。
detail-title-long = 題が長すぎます。100文字までにしてください。
detail-description-long = 内容が長すぎます。800文字までにしてください。
detail-place-long = 場所が長すぎます。100文字までにしてください。
detail-link = リンクは https:// で始まるものを、1つだけ入れてください。
detail-place-link = リンクは「場所」ではなく「参加用のリンク」の欄に書いてください。「場所・定員」をもう一度押すと、書き直せます。
detail-capacity = 定員は1から10000までの数字で入れてください。空欄にすると定員なしになります。
detail-deadline = 締切は、今より後で、最後の回より前にしてください。「締切」を押すと、書き直せます。

# 日時が読めないとき
date-no-date = 「{ $line }」の日にちが読めません。例：12/5 14:00-16:00
date-no-time = 「{ $line }」の時刻がありません。例：12/5 14:00-16:00
date-no-such-date = { $year }年に{ $month }月{ $day }日はありません。カレンダーを見て入れ直してください。
date-no-such-week = { $year }年{ $month }月に、その曜日はありません。カレンダーを見て入れ直してください。
date-no-such-time = { $hour }時{ $minute }分という時刻はありません。0:00から23:59までで入れ直してください（終わりは24:00まで）。
date-skipped = { $date }の{ $time }は、時計が進む日のため存在しません。1時間ずらして入れ直してください。
date-wrong-weekday = その日は{ $date }です。「{ $written }曜日」と書かれています。どちらかを直してください。
date-past = { $date }は、もう過ぎています。これからの日にちを入れてください。
date-ends-first = 「{ $line }」は、終わりが始まりより前です。例：12/5 14:00-16:00
date-too-far = { $year }年は遠すぎます。5年先までにしてください。
date-unread = 「{ $rest }」が読めません。例：12/5 14:00-16:00
series-no-rule = くり返しが読めません：「{ $line }」。例：毎週6回、隔週4回、毎月第3土曜3回
series-no-end = 何回か、いつまでかを書いてください。例：毎週6回、毎週 2/28まで
series-count = 回の数は2から{ $most }までにしてください（いま{ $count }回）。
series-no-such-date = { $date }には回がありません。休む日をもう一度確かめてください。
series-except-unread = 休む日「{ $line }」が読めません。12/29、1/5 のように、日を1つずつ書いてください。
series-first-differs = 最初の日（{ $date }）が、くり返しの曜日や週と合っていません。どちらかを直してください。

# 運営：出席と集計
count-title = { $title }　{ $span }
count-signed-up = 申込：{ $count }人
count-came = 出席：{ $count }人
count-absent = 欠席：{ $count }人
count-excused = お休みの連絡：{ $count }人
count-unknown = まだ記録がない人：{ $count }人
count-unknown-names = 記録がない人：{ $people }
count-walked-in = 当日参加：メンバー{ $members }人・Discordのない方{ $others }人
count-viewers = 録画を見た人：{ $count }人
count-code = 出席の番号：{ $code }
count-changes = 最近の記録
count-change-came = { $time }　{ $person }：{ $was }→{ $became }（{ $by }）
count-change-number = { $time }　{ $what }：{ $was }→{ $became }（{ $by }）
count-what-walk-ins = Discordのない方
count-what-viewers = 録画を見た人
mark-none = 記録なし
mark-came = 出席
mark-absent = 欠席
count-came-placeholder = 来た人を選ぶ（まとめて選べます）
count-not-agreed = { $names } さんは、記録への同意をいただいていないので選べません。
    ほかの方だけを選び直すか、当日参加の人数に入れてください。
count-absent-placeholder = 来なかった人を選ぶ（まとめて選べます）
count-rest-button = 残りを欠席にする
count-numbers-button = 人数を入れる
count-move-button = 日時を変える
count-off-button = この回を中止する
count-numbers-form = 名前のわからない方の人数
count-walk-ins-label = Discordのない方で来た人数
count-viewers-label = 録画を見た人数
count-number-fault = 人数は0から100000までの数字で入れてください。
count-too-early = 出席は、始まる10分前から記録できます。
count-not-over = 残りの人を欠席にするのは、終わったあとにしてください。
report-title = 集計：講座 #{ $number }　{ $title }
report-people = 実人数：{ $people }人（メンバー。何回来ても1人）
report-attendances = 延べ人数：{ $count }人（うちDiscordのない方{ $others }人）
report-viewers = 録画を見た人：{ $count }人
report-session = { $span }：申込{ $signed }・出席{ $came }・欠席{ $absent }・連絡あり{ $excused }・記録なし{ $unknown }・当日{ $walked }
report-feedback = アンケート：{ $count }件の回答（延べ{ $asked }回の出席の{ $rate }%）、満足度の平均{ $mean }
report-no-feedback = アンケート：まだ回答がありません。
report-given = 5：{ $five }人　4：{ $four }人　3：{ $three }人　2：{ $two }人　1：{ $one }人
report-helped = 役に立ったこと
report-next = 次に知りたいこと
report-quote = 「{ $text }」
report-quote-by = 「{ $text }」（{ $by }）
report-draft-note = 記事の下書きを添えました。引用は、使ってよいと答えた方のことばだけです。
report-named = お名前を出してよい方：{ $people }
report-named-one = { $number } { $person }
report-file-name = 講座報告-{ $number }.md
report-unknown = この番号の講座は見つかりません。「講座の一覧」で番号を確かめてください。
article-title = # { $title }
article-when = 開催日：{ $dates }
article-where = 会場：{ $place }
article-numbers = ## 参加者
article-people = - 実人数：{ $people }人（メンバー）
article-attendances = - 延べ人数：{ $count }人
article-viewers = - 録画を見た人：{ $count }人
article-satisfaction = - 満足度：平均{ $mean }（5点満点、{ $count }人が回答）
article-about = ## 内容
article-voices = ## 参加者の声
article-no-voices = （使ってよいと答えた方の声は、まだありません）
article-quote = > { $text }
article-quote-by = > { $text }（お名前を出してよい方 { $number }）

# The export
export-date = 開催日
export-from = 開始
export-to = 終了
export-number = 講座番号
export-title = 講座
export-place = 場所
export-programme = 事業
export-capacity = 定員
export-signed-up = 申込
export-came = 出席
export-absent = 欠席
export-excused = お休みの連絡
export-unknown = 記録なし
export-walked-in = 当日参加（メンバー）
export-walk-ins = 当日参加（Discordなし）
export-viewers = 録画を見た人
export-attendances = 延べ人数
export-answers = アンケート回答
export-mean = 満足度の平均
export-sessions = 開催回
export-people = 実人数（メンバー）
export-sheet-sessions = 開催回ごと
export-sheet-totals = まとめ
export-sheet-people = 参加者
export-name = 名前
export-mark = 区分
export-period = 期間

panel-courses-button = 講座を見る
panel-text-courses = 講座に参加するときは、下のボタンを押してください。

command-course-name = 講座
command-course-description = 講座の一覧、参加予定、運営の作業
command-course-create-name = 作成
command-course-create-description = 講座をつくります（運営）
command-course-list-name = 一覧
command-course-list-description = これからの講座を見ます
command-course-mine-name = 参加予定
command-course-mine-description = 自分が参加する講座を見ます
command-course-report-name = 集計
command-course-report-description = 講座の人数と感想をまとめます（運営）
command-course-report-number-name = 番号
command-course-report-number-description = 講座の番号
