# Setting up: the invitation, the guide, its checks, the history, the programmes.

command-setup-name = 設定
command-setup-description = このサーバーでの、つながりの設定をします（運営の方向け）
command-setup-show-name = 表示
command-setup-show-description = 最初に見る画面（選ばなくても、はじめられます）
command-setup-show-history = 変更の記録
command-setup-show-programmes = 事業
command-setup-show-check = たしかめる

invitation-title = つながりを追加していただき、ありがとうございます
invitation-text = 「つながり」は、在宅で働く人たちの質問・チューター相談・講座をお手伝いするボットです。
    はじめに、使うチャンネルなどを決めます。5分ほどで終わり、あとからいつでも変えられます。
invitation-button = 設定をはじめる
invitation-go = 設定は、サーバーの中で進めます。{ $channel } に「設定をはじめる」ボタンを出しました。下のボタンで開いて、押してください。
invitation-go-button = サーバーを開く
invitation-nowhere = サーバーの中に、書きこめるチャンネルがありません。ボットのロール（役割）に「チャンネルを見る」「メッセージを送信」を許可してください。そのあと、もう一度「設定をはじめる」を押してください。
invitation-gone = このサーバーの設定は、ここからは始められません。サーバーの中で、/設定 と入力してください。

setup-not-staff = 設定できるのは、運営の人と、サーバーを管理する人だけです。変えたいことがあるときは、運営の方に伝えてください。
setup-wait = サーバーの準備をしています。少し待ってから、もう一度押してください。
setup-step-title = **設定 { $number }/{ $all }　{ $title }**
setup-now = いま：{ $value }
setup-back-button = もどる
setup-next-button = つぎへ
setup-list-button = 一覧へ
setup-skip-hint = 変えなくてよければ、そのまま「つぎへ」を押してください。
setup-recheck-button = もう一度たしかめる
setup-open-button = 設定を開く
setup-saved = ✅ 保存しました。

setup-on = 使う
setup-off = 使わない
setup-none = なし
setup-undecided = まだ決めていません
setup-by-name = { $place }（名前で見つけました）
setup-missing = 見つかりません（「{ $name }」という名前をさがしました）
setup-deleted = 消されています

setup-title-language = ことば
setup-why-language = みんなが見るお知らせやカードの、ことばを決めます。
setup-language-ja = 日本語
setup-language-en = 英語（English）
setup-language-choose = ことばを選ぶ

setup-title-make = おまかせ
setup-why-make = 足りないチャンネルとロール（役割）を、ボットがまとめて作れます。自分で選びたいときは「つぎへ」を押してください。
setup-make-missing = 足りないもの：{ $list }
setup-make-complete = 必要なものは、すべてそろっています。「つぎへ」を押してください。
setup-make-button = おまかせで作る
setup-make-done = 作っています：{ $list }。数秒で終わります。できたかどうかは「もう一度たしかめる」で見られます。
setup-make-made = ボットが作ったもの：{ $list }
setup-unmake-button = 作ったものを取り消す
setup-unmake-done = 取り消しています：{ $list }。だれかが書いたチャンネルや、だれかが持っているロール（役割）は残します。数秒後に「もう一度たしかめる」を押してください。
setup-make-may-not = ボットに足りない権限があるので、作れません：{ $permissions }。
    「サーバー設定」→「ロール」でボットのロール（役割）を開き、許可してから、もう一度押してください。
setup-make-under-way = いま作っているところです。数秒待ってから「もう一度たしかめる」を押してください。
setup-make-nothing = 取り消せるものはありません。

setup-title-shared = みんなが使うチャンネル
setup-why-shared = 「受付」はボタンを置く場所、「質問」は質問と答えが並ぶ場所です。質問には、フォーラムも選べます。
setup-title-rooms = そのほかのチャンネル
setup-why-rooms = 「運営」には、困ったことのお知らせが届きます。運営の人だけに見えるチャンネルにしてください。チューター相談と講座は、使うときに選びます。
setup-title-roles = ロール（役割）
setup-why-roles = だれが運営で、だれがチューターかを、ロール（役割）で見分けます。運営のロールを持つ人は、この設定を変えられます。
setup-line = ・{ $purpose }：{ $value }
setup-choose-channel = { $purpose }のチャンネルを選ぶ
setup-choose-role = { $purpose }のロールを選ぶ
setup-not-used-button = { $purpose }は使わない

use-panel = 受付
use-questions = 質問
use-staff = 運営
use-tutors = チューター相談
use-courses = 講座
use-role-staff = 運営
use-role-tutor = チューター
use-role-member = メンバー

setup-title-working = 運営の時間
setup-why-working = 運営やチューターにお願いできる曜日と時間です。待ち時間は、この時間だけを数えます。
setup-working-days = ・曜日：{ $value }
setup-working-hours = ・時間：{ $value }
setup-holidays = ・祝日：{ $value }
setup-days-off = ・休みの日：{ $value }
setup-holidays-off = 休む
setup-holidays-on = 休まない
setup-days-choose = 曜日を選ぶ
setup-hours-button = 時間を変える
setup-holidays-off-button = 祝日は休む
setup-holidays-on-button = 祝日も休まない
setup-days-off-button = 休みの日を書く
setup-day-0 = 月
setup-day-1 = 火
setup-day-2 = 水
setup-day-3 = 木
setup-day-4 = 金
setup-day-5 = 土
setup-day-6 = 日
setup-days-more = ほか{ $count }日
setup-form-hours = 運営の時間
setup-form-from = はじまり
setup-form-to = おわり
setup-form-time-example = 例：9:00
setup-form-days-off = 休みの日
setup-form-days-off-label = 1行に1つ書きます（空にすると、なし）
setup-form-days-off-example = 例：12/29〜1/3

setup-title-quiet = 静かな時間
setup-why-quiet = この時間には、急ぎでないお知らせを送りません。終わってから届きます。
setup-form-quiet = 静かな時間
setup-quiet-off-button = 静かな時間を使わない

setup-title-topics = 話題
setup-why-topics = 質問するときに選ぶ話題です。話題ごとに、知らせたいロール（役割）を決められます（決めなくてもかまいません）。
setup-topics-button = 話題を書きかえる
setup-form-topics = 話題
setup-form-topics-label = 1行に1つ書きます（25個まで）
setup-topic-choose = ロールを決める話題を選ぶ
setup-topic-role = 「{ $topic }」の質問があったときに、知らせるロール（役割）を選んでください。
setup-topic-role-none-button = 知らせない
setup-topic-line = ・{ $topic }
setup-topic-line-role = ・{ $topic }（{ $role } に知らせる）

setup-title-asking = 質問と知らせ方
setup-why-asking = 「匿名の質問」を使うと、名前を出さずに質問できます。「DM」を使うと、答えがついたことを本人に直接知らせます。
setup-anonymous = ・匿名の質問：{ $value }
setup-direct = ・DM（直接のメッセージ）：{ $value }
setup-anonymous-on-button = 匿名の質問を使う
setup-anonymous-off-button = 匿名の質問を使わない
setup-direct-on-button = DMを使う
setup-direct-off-button = DMを使わない

setup-title-programmes = 事業
setup-why-programmes = 市町村から受けている事業を登録すると、質問などを事業ごとに数えられます。ひとつもなくても使えます。
setup-title-finish = 確認
setup-why-finish = 選んだものが、きちんと動くかをたしかめました。
setup-all-well = ✅ すべて整っています。「おわる」を押してください。
setup-finish-button = おわる
setup-finished = 設定はこれで終わりです。変えたいときは、いつでも /設定 と入力してください。
    メンバーの方は、{ $panel } のボタンからはじめられます。
setup-finished-plain = 設定はこれで終わりです。変えたいときは、いつでも /設定 と入力してください。

setup-overview = **設定の一覧**
setup-overview-choose = 変えたいところを選ぶ
setup-overview-guide-button = はじめから順に
setup-overview-go-on-button = 続きから
setup-overview-history-button = 変更の記録
setup-part-language = ことば
setup-part-channel = { $purpose }のチャンネル
setup-part-role = { $purpose }のロール
setup-part-working-days = 運営の曜日
setup-part-working-hours = 運営の時間
setup-part-holidays = 祝日
setup-part-days-off = 休みの日
setup-part-quiet = 静かな時間
setup-part-topics = 話題
setup-part-anonymous = 匿名の質問
setup-part-direct = DM
setup-topics-count = { $count }個：{ $list }

setup-history = **変更の記録**
setup-history-empty = まだ、だれも設定を変えていません。
setup-history-line = **{ $number }.** { $time } { $who }
    { $part }：{ $before } → { $after }
setup-history-back = （{ $number } を元にもどした）
setup-take-back-button = { $number } を元にもどす
setup-older-button = 前の記録
setup-taken-back = ✅ 「{ $part }」を元にもどしました。

setup-fault-meanwhile = { $who } が { $time } に同じところを変えました。いまの設定は下のとおりです。それでも変えるときは、もう一度選んでください。
setup-fault-meanwhile-form = { $who } が { $time } に同じところを変えました。いまは「{ $value }」です。それでも変えるときは「書き直す」を押してください。
setup-fault-changed-since = この変更のあとに、同じところがまた変わっています。先に { $number } を元にもどしてください。
setup-fault-unknown-change = その記録は見つかりません。「変更の記録」をもう一度開いてください。
setup-fault-channel-taken = そのチャンネルは「{ $purpose }」に使っています。べつのチャンネルを選んでください。
setup-fault-role-taken = そのロール（役割）は「{ $purpose }」に使っています。運営のロールは、ほかと分けてください。べつのロールを選んでください。
setup-fault-no-day = 曜日をひとつ以上選んでください。
setup-fault-hours = おわりの時刻を、はじまりより後にしてください。「書き直す」を押すと、もう一度書けます。
setup-fault-quiet = はじまりとおわりを、べつの時刻にしてください。「書き直す」を押すと、もう一度書けます。
setup-fault-time = 時刻を読みとれませんでした：「{ $text }」。「9:00」のように書いてください。「書き直す」を押すと、もう一度書けます。
setup-fault-date = 日付を読みとれませんでした：「{ $text }」。「12/29」「2026/12/29」のように書いてください。「書き直す」を押すと、もう一度書けます。
setup-fault-days-many = 休みの日は{ $most }日までです。「書き直す」を押して、減らしてください。
setup-fault-topic-none = 話題をひとつ以上書いてください。「書き直す」を押すと、もう一度書けます。
setup-fault-topic-many = 話題は{ $most }個までです（いま{ $count }個）。「書き直す」を押して、減らしてください。
setup-fault-topic-long = 話題の名前は{ $most }文字までです：「{ $text }」。「書き直す」を押して、短くしてください。
setup-fault-topic-twice = 同じ話題が2つあります：「{ $text }」。「書き直す」を押して、ひとつにしてください。
setup-fault-topic-unknown = その話題は、もうありません。話題を選び直してください。
setup-rewrite-button = 書き直す

check-channel-gone = 「{ $purpose }」のチャンネルが消されています。「設定を開く」を押して、選び直してください。
check-channel-missing = 「{ $name }」というチャンネルが見つかりません。同じ名前のチャンネルを作るか、「設定を開く」を押して選んでください。
check-channel-unfit = { $channel } は「{ $purpose }」に使えません。ふつうのテキストチャンネルを選んでください。
check-permissions = { $channel } で、ボットに足りない権限があります：{ $permissions }。次の順に直してください。
    1. { $channel } を長押し（パソコンでは右クリック）して「チャンネルの編集」→「権限」を開く
    2. ボットのロール（役割）を選ぶ
    3. 足りない権限を許可する
    直すと、止まっていた分は自動で送られます。
check-may-not-delete = { $channel } で、ボットが文を消せません。このままだと、メンバーがデータを消してもらうときに止まります。{ $channel } の「チャンネルの編集」→「権限」で、ボットに「メッセージの管理」を許可してください。
check-staff-open = 運営の { $channel } が、だれにでも見えます。「チャンネルの編集」→「権限」で「プライベートチャンネル」をオンにして、ボットと運営のロール（役割）を加えてください。
check-role-gone = 「{ $purpose }」のロール（役割）が消されています。「設定を開く」を押して、選び直してください。
check-role-unfit = { $role } は、人に付けられないロール（役割）です。「{ $purpose }」には、べつのロールを選んでください。
check-may-not-give = ボットがロール（役割）を付けられません。「サーバー設定」→「ロール」でボットのロールを開き、「ロールの管理」を許可してください。
check-role-above = { $role } がボットのロール（役割）より上にあるので、付けられません。「サーバー設定」→「ロール」で、ボットのロールを { $role } より上に動かしてください。
check-topic-role = 話題「{ $topic }」で知らせるロール（役割）が消されています。「設定を開く」を押して、「話題」で選び直してください。
check-may-not-call = 話題「{ $topic }」の { $role } に知らせられません。「サーバー設定」→「ロール」で { $role } を開きます。「このロールに対して@mentionを許可する」をオンにしてください。
check-programme-role = 事業「{ $name }」のロール（役割）が消されています。「設定を開く」を押して、「事業」で選び直してください。
check-title = たしかめた結果
check-broken = 使えなくなったところがあります。
check-mended = ✅ すべて整っています。

permission-view-channel = チャンネルを見る
permission-send-messages = メッセージを送信
permission-embed-links = 埋め込みリンク
permission-read-history = メッセージ履歴を読む
permission-create-threads = 公開スレッドの作成
permission-create-private-threads = プライベートスレッドの作成
permission-send-in-threads = スレッドでメッセージを送信
permission-manage-channels = チャンネルの管理
permission-manage-roles = ロールの管理
list-separator = 、

programme-none = まだありません。
programme-line = ・{ $name }（{ $first }〜{ $last }）
programme-new-button = 新しい事業
programme-choose = 事業を選ぶ
programme-form = 事業
programme-form-name = 事業の名前
programme-form-municipality = 市町村
programme-form-area = 地域（書かなくても大丈夫です）
programme-form-first = はじまりの日
programme-form-last = おわりの日
programme-form-date-example = 例：2026/4/1
programme-page = **事業：{ $name }**
    市町村：{ $municipality }
    地域：{ $area }
    期間：{ $first }〜{ $last }
    メンバーのロール：{ $role }
    運営のロール：{ $staff }
programme-page-hint = メンバーのロールを持つ人が、この事業のメンバーです。運営のロールを持つ人は、この事業の運営です。
programme-choose-role = メンバーのロールを選ぶ
programme-choose-staff = この事業の運営のロールを選ぶ
programme-choose-people = メンバーに加える人を選ぶ
programme-edit-button = 名前や期間を変える
programme-list-button = 事業の一覧へ
programme-not-agreed = ⚠️ { $name } さんは、記録への同意をいただいていないので加えられません。ほかの方だけを選んでください。
programme-joined = ✅ { $count }人に、ロールを付けています。少しすると付きます。
programme-erase = **{ $day }に、この事業の個人の記録を消します。**
    消えるもの：{ $people }人のお名前、質問{ $questions }件と相談{ $requests }件に書いたこと。
    残るもの：件数や人数などの数字（講座の申し込みは{ $enrolments }件）と、ほかの人への答え、よくある質問。
    続いている講座は、終わってから消します。続いている相談は、30日待って終わりにします。
programme-erased = お名前と書いたことは、もう消しました。数字と、ほかの人への答え、よくある質問は残っています。
programme-erase-button = 記録を消す日を変える
programme-erase-form = 記録を消す日
programme-form-erase = 消す日（おわりの日より後）
programme-open-button = この事業を開く
programme-fault-early = 消す日は、おわりの日より後で、今日から1週間より先、10年以内の日にしてください。「書き直す」を押すと、もう一度書けます。
programme-fault-erased = この事業の記録は、もう消えています。
retention-notice-title = 事業の記録を消す日が近づいています
retention-notice = 事業「{ $name }」（{ $last }まで）の、個人の記録についてです。
retention-notice-how = 報告に使う数字は、先に書き出してください。日を変えるときは、下のボタンを押してください。
programme-fault-name = 事業の名前を書いてください。「書き直す」を押すと、もう一度書けます。
programme-fault-long = 名前・市町村・地域は、それぞれ{ $most }文字までです。「書き直す」を押して、短くしてください。
programme-fault-period = おわりの日を、はじまりの日と同じか、後にしてください。「書き直す」を押すと、もう一度書けます。
programme-fault-taken = 同じ名前の事業が、もうあります。「書き直す」を押して、べつの名前にしてください。
programme-fault-many = 事業は25個までです。もっと要るときは、ボットを動かしている人に伝えてください。
programme-fault-changed = ほかの人が、先にこの事業を変えました。いまの内容は下のとおりです。
programme-fault-role = そのロール（役割）は使えません。人に付けられて、もう一方と重ならないロールを選んでください。
programme-fault-no-role = 先に、メンバーのロールを選んでください。
programme-fault-unknown = その事業は見つかりません。「事業の一覧へ」を押してください。

setup-tutors-resolve = チューターの「この回答で解決」：{ $value }
setup-synonyms = 同じ意味のことば：{ $value }
setup-tutors-resolve-on-button = チューターも「解決」を使う
setup-tutors-resolve-off-button = チューターの「解決」をやめる
setup-synonyms-button = 同じ意味のことばを書く
setup-title-care = 質問を待たせないために
setup-why-care = 答えがつかない質問を、いつ、だれに知らせるかを決めます。夜など、お知らせをしない時間には送りません。
setup-waiting = 答えがつくまで：{ $call }時間でチューター（最大{ $tutors }人）、{ $staff }営業日で運営、返事の催促は{ $remind }営業日
setup-closing = 答えのあと：{ $ask }日で本人に確認、さらに{ $close }日で終了、終了の{ $rest }日後にスレッドをとじる
setup-waiting-button = 答えがつくまで
setup-closing-button = 答えのあと
setup-part-tutors-resolve = チューターの「解決」
setup-part-waiting = 答えがつくまで
setup-part-closing = 答えのあと
setup-part-synonyms = 同じ意味のことば
setup-synonyms-count = { $count }組
setup-form-waiting = 答えがつくまで
setup-form-call = チューターを呼ぶまで（働く時間で何時間）
setup-form-tutors = 名前を呼ぶチューターの数（最大）
setup-form-staff = 運営に知らせるまで（営業日）
setup-form-remind = 返事の催促まで（営業日）
setup-form-closing = 答えのあと
setup-form-ask = 解決したか本人に聞くまで（日）
setup-form-close = そのあと終了にするまで（日）
setup-form-rest = 終了のあとスレッドをとじるまで（日）
setup-form-synonyms = 同じ意味のことば
setup-form-synonyms-label = 1行に1組（＝で区切る）
setup-form-synonyms-example = 手数料＝システム利用料
setup-fault-number = 「{ $text }」は数として読めませんでした。「書き直す」を押して、1や24のように書いてください。
setup-fault-figure = { $least }から{ $most }までの数にしてください。「書き直す」を押すと、もう一度書けます。
setup-fault-words = 1行に2つ以上のことばを、＝で区切ってください（1つ{ $most }文字まで）。「書き直す」を押すと、もう一度書けます。
setup-fault-groups = { $most }組までです（いま{ $count }組）。「書き直す」を押して、減らしてください。

setup-title-tutoring = チューター相談
setup-why-tutoring = メンバーの相談を、合うチューターに順番にお願いします。どのくらい待つか、何を大切にするかを決めます。そのままでも使えます。
setup-offering = お願い：{ $gather }秒ごとにまとめ、返事は{ $answer }時間待つ（夜は数えない）。{ $silent }回続けて返事がない人はお休み。同じ話題の相談は1人{ $open }件まで
setup-talking = 待つ間：{ $promise }営業日ごとに様子を知らせ、{ $expire }日で終了。話す間：{ $remind }時間で声をかけ、{ $staff }日で運営に知らせ、「終わりました」のあと{ $confirm }日で終了
setup-fitting = チューターを選ぶときに大切にすること：話題{ $level }・時間{ $hours }・話し方{ $format }・事業{ $programme }・また同じ人{ $again }
setup-fairness = 公平さの重み：手の空き{ $load }・待った1日ごと{ $waiting }
setup-staff-joins = 相談の部屋に運営も入る：{ $value }
setup-offering-button = お願いのしかた
setup-talking-button = 待つ間・話す間
setup-fitting-button = 選ぶときに大切にすること
setup-fairness-button = 公平さの重み
setup-staff-joins-on-button = 運営も部屋に入る
setup-staff-joins-off-button = 運営は部屋に入らない
setup-part-offering = チューターへのお願い
setup-part-talking = 相談の待つ間・話す間
setup-part-fitting = チューターを選ぶときに大切にすること
setup-part-fairness = 公平さの重み
setup-part-staff-joins = 相談の部屋に運営も入る
setup-form-offering = チューターへのお願い
setup-form-gather = 相談をまとめて見る間隔（秒）
setup-form-answer = 返事を待つ時間（夜をのぞいて何時間）
setup-form-silent = 何回続けて返事がないとお休みにするか
setup-form-open = 1人が同じ話題で出せる相談の数
setup-form-talking = 相談の待つ間・話す間
setup-form-promise = 様子を知らせるまで（営業日）
setup-form-expire = チューターが見つからず、終わりにするまで（日）
setup-form-talk-remind = 書きこみがないとき、声をかけるまで（時間）
setup-form-talk-staff = 書きこみがないとき、運営に知らせるまで（日）
setup-form-confirm = 「終わりました」への返事を待つ日数
setup-form-fitting = 大切にすること（0〜100、大きいほど大切）
setup-form-level = 得意な話題
setup-form-hours-weight = 話せる時間
setup-form-format = 話し方（チャット・声）
setup-form-programme = 同じ事業・地域
setup-form-again = また同じ人
setup-form-fairness = 公平さの重み（0〜100）
setup-form-load = チューターの手の空き
setup-form-waiting-weight = 待った1日ごと（1〜100）

setup-title-welcome = はじめての方
setup-why-welcome = 新しく入った方への、あいさつと同意の確認をするかを決めます。そのままでも使えます。
setup-greets = 入った方に、ボットからあいさつする：{ $value }
setup-asks-consent = 記録を預かる前に、同意を確かめる：{ $value }
setup-nudges = 1週間何もしていない方に、1回だけ声をかける：{ $value }
setup-greets-on-button = あいさつする
setup-greets-off-button = あいさつしない
setup-asks-consent-on-button = 同意を確かめる
setup-asks-consent-off-button = 同意を確かめない
setup-nudges-on-button = 声をかける
setup-nudges-off-button = 声をかけない
setup-part-greets = 入った方へのあいさつ
setup-part-asks-consent = 預かる前の同意
setup-part-nudges = 何もしていない方への声かけ
setup-title-courses = 講座
setup-why-courses = 満席の講座で席が空いたとき、次の方をどのくらい待つかを決めます。アンケートのお願いの間隔も決めます。そのままでも使えます。
setup-courses = 空いた席の返事は{ $offer }時間待つ（夜は数えない）。アンケートの返事がない人には{ $again }日後にもう1回だけお願いする
setup-courses-button = 待つ時間・アンケート
setup-part-courses = 講座の席とアンケート
setup-form-courses = 講座の席とアンケート
setup-form-offer = 席の返事を待つ時間（夜をのぞいて何時間）
setup-form-form-again = アンケートをもう1回お願いするまで（日）
