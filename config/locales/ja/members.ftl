# わたしのページ、つかいかた、知らせ方

panel-help-button = つかいかた
panel-me-button = わたしのページ

# つかいかた
help-title = つかいかた
help-intro = 今したいことを、下から選んでください。
    やり方と、押すボタンが出ます。
help-placeholder = したいことを選ぶ
help-ask = 質問したい
help-ask-words = 「質問する」を押して話題を選ぶと、書くところが出ます。
    夜でも朝でも、いつでも送れます。答えがついたら、お知らせします。
help-mine = 自分の質問がどうなったか見たい
help-mine-words = 「自分の質問を見る」を押して、質問を選んでください。
    書きなおすことも、「解決しました」を押すこともできます。
help-faq = よくある質問を見たい
help-faq-words = 「よくある質問」を押すと、よく出る質問と答えが読めます。
help-tutor = 仕事の先輩に相談したい
help-tutor-words = チューター（仕事の先輩）と、ふたりで話せます。
    「チューターに相談する」を押して話題を選び、「内容を書く」を押してください。
help-course = 講座に出たい
help-course-words = 「講座を見る」を押して講座を選び、「参加する」を押してください。
    申し込んだ講座は、前の日などにお知らせします。
help-leave-course = 講座に行けなくなった
help-leave-course-words = 「参加予定を見る」を押して講座を選び、「キャンセル」を押してください。
    席は、待っている方に回ります。
help-join = チューターになりたい
help-join-words = 「チューターになる」を押して、教えられる話題と、話せるときを選んでください。
    最後に「登録を申し込む」を押します。運営の人が確かめて、お知らせします。
help-notices = 通知を止めたい
help-notices-words = 通知（お知らせ）は、いつでも止められます。
    「お知らせの受け取り方」を押して、「全部止める」か「静かな時間を決める」を選んでください。
    DM（ボットとあなただけの場所）に届けるか、チャンネルでお名前を呼ぶかも、そこで選べます。
help-data = 自分のデータを見たい・消したい
help-data-words = 「わたしのデータ」を押し、次に「ファイルで受け取る」を押してください。ほかの人には見えません。
    消したいときは「消してもらう」を押してください。
help-words = Discord（ディスコード）のことばがわからない
help-words-words = ・**サーバー**：みなさんが集まる、この場所の全体です。
    ・**チャンネル**：質問や講座など、目的ごとの広場です。スマホでは、画面を右へすべらせると一覧が出ます。
    ・**スレッド**：ひとつの質問や相談だけの、小さな部屋です。ほかの話とまざりません。
    ・**DM**：ボットとあなただけの場所です。ほかの人には見えません。
    ・**メンション**：「@名前」と書いて、その人に知らせることです。
    ・**ロール**：「運営」「チューター」のような役割の印です。
    ・**ボット**：受付やお知らせをする、自動の係です。
help-setup = 設定を変えたい（運営）
help-setup-words = 下のボタンで、設定をひとつずつ確かめながら変えられます。
    変える前に、どうなるかを見せます。
help-mine-button = 自分の質問を見る
help-courses-button = 参加予定を見る
help-tutor-button = チューターに相談する
help-join-button = チューターになる
help-setup-button = 設定を開く

# わたしのページ
me-title = わたしのページ
me-questions = 続いている質問：{ $count }件
me-questions-none = 続いている質問：今はありません
me-question = ・{ $question }（{ $state }）
me-requests = 続いている相談：{ $count }件
me-requests-none = 続いている相談：今はありません
me-request = ・#{ $number } { $topic }（{ $state }）
me-courses = 参加予定の講座：{ $count }件
me-courses-none = 参加予定の講座：今はありません
me-course = ・{ $title }：{ $when }（{ $standing }）
me-programmes = 参加している事業：{ $names }
me-telling = お知らせ：{ $way }
me-tutor = チューターとして：いま引き受けている人 { $talks }人（{ $places }人まで）
    あなたのお返事を待っているお願い：{ $offers }件
me-tutor-paused = チューターは、お休み中です。
me-tutor-helped = 最後までお手伝いした人：{ $helped }人、届いたお礼：{ $thanks }件
me-tutor-hours = 話せるとき：{ $when }
me-more = （ほか{ $count }件）
me-questions-button = 自分の質問
me-requests-button = チューター相談
me-courses-button = 参加予定
me-telling-button = お知らせの受け取り方
me-tutor-button = チューターの登録

# 知らせ方
tell-title = お知らせの受け取り方
tell-now = 今は：{ $way }
tell-way-direct = DM（ボットとあなただけの場所）に届きます
tell-way-mention = チャンネルで、お名前を呼んでお知らせします
tell-way-closed = DMが届かない設定なので、チャンネルでお名前を呼んでお知らせします
tell-way-nothing = 止めています
tell-way-quiet = { $way }。{ $from }から{ $to }までは鳴りません
tell-quiet-none = 自分の静かな時間：決めていません
tell-quiet = 自分の静かな時間：{ $from }〜{ $to }{ $way ->
    [direct] （その間に出たDMのお知らせは、終わってから届きます）
    [mention] （その間は、お呼びしても音が鳴りません）
   *[nothing] { "" }
    }
tell-quiet-blank = 時刻が書かれていません。「静かな時間を決める」を押して、21:00 のように書いてください。
tell-nothing-words = 止めている間は、講座や質問の返事のお知らせが届きません。「わたしのページ」では、いつでも見られます。
    空いた席のご案内、日時の変更、中止だけは、お知らせします。
    また受け取るときは「DMで受け取る」か「名前を呼んでもらう」を押してください。
tell-tutor-words = チューターへのお願いは、止めている間も届きます。休むときは、「わたしのページ」の「チューターの登録」を開き、「お休みする」を押してください。
tell-direct-button = DMで受け取る
tell-mention-button = 名前を呼んでもらう
tell-nothing-button = 全部止める
tell-quiet-button = 静かな時間を決める
tell-quiet-off-button = 静かな時間をなくす
tell-quiet-form = 自分の静かな時間
tell-quiet-form-from = いつから
tell-quiet-form-to = いつまで
tell-quiet-form-from-example = 例：21:00
tell-quiet-form-to-example = 例：8:00
tell-quiet-unread = 「{ $text }」は、時刻として読めませんでした。「静かな時間を決める」を押して、21:00 のように書いてください。
tell-quiet-long = 静かな時間は16時間までです。「静かな時間を決める」を押して、短くしてください。
tell-quiet-same = 始まりと終わりが同じ時刻です。「静かな時間を決める」を押して、別の時刻にしてください。

# はじめての方へ
welcome-words = 「{ $server }」へ、ようこそ。
    在宅のお仕事で困ったことは、サーバーの「受付」で、いつでも聞けます。
    まずは下のボタンから、気になるものを1つ選んでください。
welcome-programmes-button = 参加する事業を選ぶ
welcome-interests-button = 興味のあることを選ぶ
welcome-help-button = つかいかたを読む
nudge-words = 「{ $server }」のボットです。いかがお過ごしですか。
    聞いてみたいことがあれば、いつでもどうぞ。聞き方は、下の「つかいかた」で見られます。
    このお声がけは、この1回だけです。
nobody-reads-words = ここに書いたことは、だれにも届きません。
    聞きたいことは、下の「質問する」を押して書いてください。みなさんに届きます。
consent-title = **預かるものについて**
consent-first = 使いはじめる前に、下の説明を読んで、「同意して進む」か「同意しない」を押してください。
consent-refused = 今は同意をいただいていないので、新しい記録は預かっていません。
    使うときは、下の説明を読んで「同意して進む」を押してください。
consent-not-sent = ⚠️ 書いた文は、送られていません。同意のあとで、もう一度お書きください。
consent-changed = 説明が新しくなりました。もう一度読んで、「同意して進む」か「同意しない」を押してください。
consent-words = ・**預かるもの**：Discordでの番号（お名前のかわり）、書いたこと、講座の申し込みと出席。
    興味、事業、お知らせの受け取り方など、選んだことも預かります。チューターの方は、その登録も。
    ・**使いみち**：質問に答える、チューターを見つける、講座をお知らせする、人数を自治体に伝える。ほかには使いません。
    ・**預かる人**：このサーバーの運営。
    ・**見る人**：質問と返事は、このサーバーのみなさん。相談は、お願いするチューターと運営だけ。講座の申し込みは、運営だけ。DM（ボットとあなただけの場所）を受け取らない方は、お知らせのときにお名前が見えます。
    ・**消し方**：「わたしのページ」の「わたしのデータ」で、いつでも消せます。サーバーを出たあとや、事業が終わったあとにも、しばらくして消えます。
consent-version = （この説明は第{ $version }版です）
consent-agree-button = 同意して進む
consent-refuse-button = 同意しない
consent-take-back-button = 同意をやめる
consent-agreed = ありがとうございます。同意をいただきました。
    続きは、使いたいボタンを押してください。
consent-tutor-still-paused = チューターは、お休みのままです。始めるときは「再開する」を押してください。
consent-refused-done = わかりました。「同意しない」というお返事だけを残し、新しいことは預かりません。
    読むことと見てまわることは、このままできます。前に始めたものは「わたしのデータ」で消せます。
    使いたくなったら、「質問する」などのボタンを、また押してください。
consent-taken-back = わかりました。新しいことは、もう預かりません。
    前に預かったものは、そのまま残ります。続いている質問や相談、申し込みも、そのまま続きます。
    全部消したいときは「消してもらう」を押してください。読むことと見てまわることは、このままできます。
consent-agree-again-button = やっぱり同意する
consent-tutor-paused = チューターは、お休みにしました。
consent-of-other = この方は、まだ同意をしていないので、進められません。
    ご本人が「質問する」などを押し、「同意して進む」を押すと、できるようになります。
other-has-left = この方は、サーバーを出ています。戻られたら、もう一度ためしてください。
consent-state-agreed = 預かることへの同意：{ $time }にいただきました（第{ $version }版）
consent-state-refused = 預かることへの同意：いただいていません
consent-see-button = 預かるものの説明
programmes-title = **参加する事業を選ぶ**
programmes-words = 案内を受けた事業（市町村などの取り組み）を選んでください。わからないときは、選ばなくて大丈夫です。
programmes-none = 今、選べる事業はありません。このままお使いください。
programmes-placeholder = 事業を選ぶ
programmes-chosen = 今の選択：{ $names }
programmes-chosen-none = 今は、どの事業も選んでいません。
programmes-waiting = 参加の準備をしています（少しお待ちください）：{ $names }
interests-title = **興味のあることを選ぶ**
interests-words = いくつでも選べます。質問するとき、選んだ話題が先に出ます。
interests-placeholder = 話題を選ぶ
interests-chosen = 今の選択：{ $names }
interests-chosen-none = 今は、何も選んでいません。
me-interests = 興味のあること：{ $names }
me-programmes-button = 参加する事業
me-interests-button = 興味のあること

# わたしのデータ
me-data-button = わたしのデータ
data-title = わたしのデータ
data-words = あなたについて預かっているものを、1つのファイルで受け取れます。
    ほかの人の名前やことばは入りません。ファイルは、あなただけに届きます。
data-file-button = ファイルで受け取る
data-file = これがあなたのデータです。ファイルを開くと読めます。
    大事なファイルなので、ほかの人に見えるところに置かないでください。
data-file-name = わたしのデータ.html
data-file-part = わたしのデータ{ $number }.html
my-looks-button = 運営が見た記録
my-looks-title = **運営が見た記録**（ほかのメンバーには見えない、あなたのことを見たとき）
my-looks-nothing = まだありません。運営の人が見たときは、理由といっしょに、ここに残ります。
my-looks-who = { $who } さん
my-looks-somebody = 運営の方（お名前は消えました）
my-looks-more-button = もっと前の記録
my-looks-asker = ・{ $time } { $who }が、名前を出さない質問 #{ $number } で、あなたのお名前を見ました。理由：{ $reason }
my-looks-about = ・{ $time } { $who }が、相談 #{ $number } の内容を読みました。理由：{ $reason }
my-looks-excluded = ・{ $time } { $who }が、相談 #{ $number } の「頼みたくない人」を見ました。理由：{ $reason }
my-looks-hand-reason = 頼むチューターを決めるため
my-looks-overview = ・{ $time } { $who }が、相談とチューターの一覧を見ました（最後に見たとき）。理由：待っている方に、早く返事をするため
my-looks-registration = ・{ $time } { $who }が、チューターの登録を見ました。理由：登録を確かめるため
my-looks-request = ・{ $time } { $who }が、相談 #{ $number } の様子（引き受けなかった理由や感想）を見ました。理由：相談をうまく進めるため
my-looks-session = ・{ $time } { $who }が、講座「{ $title }」の出席のページを見ました。理由：出席を確かめるため
my-looks-report = ・{ $time } { $who }が、講座「{ $title }」の感想を見ました。理由：講座をよくするため
my-looks-settings = ・{ $time } { $who }が、設定をだれが変えたかの記録を見ました。理由：設定を確かめるため
my-looks-export = ・{ $time } 運営が、講座に出た方の名簿を作りました。理由：事業の報告のため
erase-refusal = ・「同意しない」というお返事だけは、残しておきます。これからも預からないためです。
erase-button = 消してもらう
erase-title = **わたしのデータを消す**
erase-words = 消すと、預かっているものがなくなります。元には戻せません。
erase-goes = ・**消えるもの**：あなたの質問と相談と、その中であなたが書いた文や付けた絵文字。質問をもとにした「よくある質問」。講座の申し込みと感想、チューターの登録、お知らせの受け取り方。ボットからあなたへのDM（ボットとあなただけの場所）も消えます。
erase-stays = ・**残るもの**：ほかの人が書いた文（その中のお名前も）。出席した人数などの数字と、解決に選ばれた答えの控えは、お名前を外して残します。
erase-own = ・**ご自分で消すもの**：ほかの人への答えなど、それ以外の場所やDMに書いた文。そこで付けた絵文字と、イベントの「興味あり」。書いた文は長押し（パソコンでは右クリック）して、「メッセージを削除」を選んでください。
erase-notes = ・**ボットには消せないもの**：Discordが自動で書いた一行（「スレッドに追加しました」や、直した題名）。スレッド（話す場所）の参加者の一覧からは、ご自分で抜けられます。
erase-backups = もしもの時の控え（バックアップ）からも、{ $days }日以内になくなります。
erase-file-first = 手元に残したい方は、先に「ファイルで受け取る」を押してください。
erase-next-button = 次へ
erase-keep-button = 消さない
erase-sure-title = **本当に全部消しますか**
erase-sure-words = 「はい、全部消す」を押すと、すぐに始まります。申し込んだ講座の席も、続いている相談も、なくなります。
erase-yes-button = はい、全部消す
erase-begun = 受け付けました。ふつうは数分、長くても3日ほどで終わります。
    終わったら、DM（ボットとあなただけの場所）でお知らせします。
    DMが届かない設定のときは、お知らせは届きませんが、きちんと消します。
erase-under-way = 今、消しているところです。ふつうは数分、運営の人の手が要るときは3日ほどかかります。
    終わるまで、そのままお待ちください。
erase-left = Discordに、まだ消えていないものがあります。運営の人が直すのを待っています。消えたら、DM（ボットとあなただけの場所）でお知らせします。
erase-told = 「消えるもの」としてお知らせしたものを、全部消しました。
    これまで、ありがとうございました。また使いたくなったら、いつでもどうぞ。
erase-told-incomplete = あなたについて預かっていたものを消しました。
    ただ、Discordに、まだ残っているものがあります。消すには、運営の人の手が要ります。
    お手数ですが、運営の方に「消えずに残っているものがあります」とお伝えください。
    30日のうちに消えたら、もう一度お知らせします。
erase-told-left = Discordに残っているものを、ボットでは消せませんでした。申しわけありません。
    ご自分で書いた文は、長押し（パソコンでは右クリック）して「メッセージを削除」を選ぶと消せます。
    ほかに残っているものは、運営の方に「消してください」とお伝えください。
data-intro = つながりが、あなたについて預かっているものです（{ $time }）。
data-others = 「ほかの人」と書いてあるところは、別の方のことなので、ここには出していません。
data-nothing = 預かっているものはありません。
data-yes = はい
data-no = いいえ
data-all = 機械で読める形
data-section-questions = 質問
data-section-tutors = チューター
data-section-courses = 講座
data-section-telling = お知らせ
data-section-setup = 設定
data-section-delivery = お知らせを送る記録
data-column = { $name ->
    [question] 質問の番号
    [request] 相談の番号
    [course] 講座
    [session_starts_at] 回のはじまり
    [number] 番号
    [state] 状態
    [asked_at] 質問した日時
    [answered_at] 返事の日時
    [closed_at] 終わった日時
    [waiting_since] 待ちはじめた日時
    [last_word_at] 最後のことばの日時
    [last_word_by] 最後に話した側
    [assigned_at] 頼まれた日時
    [asker_id] 質問した人
    [answered_by] 返事をした人
    [closed_by] 終わりにした人
    [recorded_by] 記録した人
    [last_helper_id] 最後に答えた人
    [answer_author_id] 答えを書いた人
    [assigned_to] 頼まれた人
    [topic] 話題
    [title] 題
    [body] 内容
    [anonymous] 名前を出さない
    [answer_text] 答え
    [question_id] 質問（ボットの番号）
    [voice] だれとして書いたか
    [posted_at] 書いた日時
    [author_id] 書いた人
    [content] 書いたこと
    [user_id] だれ
    [since] はじめた日時
    [hidden] ほかの人に見せない
    [told_at] 知らせた日時
    [called_at] 声をかけた日時
    [reason] 理由
    [looked_at] 見た日時
    [looked_by] 見た人
    [written_at] 書いた日時
    [offered_at] たずねた日時
    [gone_at] なくした日時
    [changed_at] 変えた日時
    [changed_by] 変えた人
    [pause_cause] 休みの理由
    [paused_at] 休みはじめた日時
    [resume_at] 休みの終わり
    [counted_from] 数えはじめた日時
    [decided_by] 決めた人
    [week] できる時間（ボットの書き方）
    [format] 話し方
    [places] 同時に受ける数
    [sentence] ひとこと
    [level] 得意さ
    [requested_at] 相談した日時
    [nobody_since] 相手を探していた日時
    [promised_at] 約束の日時
    [matched_at] 相手が決まった日時
    [ended_by] 終えた側
    [ended_at] 終えた日時
    [member_id] 相談した人
    [made_by] 作った人
    [tutor_id] チューター
    [about] 話したいこと
    [excluded] 頼みたくない人
    [request_id] 相談（ボットの番号）
    [expires_at] 期限
    [why] 選ばれた理由（ボットの書き方）
    [rating] 点数
    [word] 運営へのことば
    [note] 相談した方からのことば
    [member_again] また話したいか
    [tutor_again] また話したいか（チューター）
    [memo] チューターのメモ
    [kind] 種類
    [noticed_at] 知らせた日時
    [thread_id] 部屋
    [channel_id] チャンネル
    [made_at] 作った日時
    [published_at] 公開した日時
    [cancelled_at] 中止した日時
    [course_id] 講座（ボットの番号）
    [offered_until] 席をとっておく期限
    [offers] 席をご案内した回数
    [session_id] 回（ボットの番号）
    [at] 日時
    [came] 出席
    [enrolled] 申し込んでいた
    [marked_at] 記録した日時
    [marked_by] 記録した人
    [what] 何を
    [message_id] 文やロールの番号
    [was] 前
    [became] 後
    [given_at] 答えた日時
    [satisfaction] 満足度
    [helped] 役に立ったこと
    [next] 次に学びたいこと
    [released] 記事に使ってよい
    [named] 名前を出してよい
    [wanted_at] 知らせると決めた日時
    [passed_at] 知らせずに過ぎた日時
    [dm_channel_id] DMの番号
    [dms_closed_at] DMが届かなかった日時
    [language] 読むことば
    [told_by] 受け取り方
    [told_nothing] 全部止めている
    [quiet_from] 静かな時間のはじめ
    [quiet_to] 静かな時間のおわり
    [role_id] ロール（役割）の番号
    [held] 持っている
    [owner_id] サーバーの持ち主
    [invited_by] ボットを招いた人
    [part] 設定の場所
    [left_at] サーバーを出た日時
    [by_hand] 頼むと決めた運営の人
    [erase_at] 消す日時
    [cause] きっかけ
    [step] どこまで進んだか
    [begun_at] はじめた日時
    [agreed] 同意
    [version] 説明の版
    [agreed_version] 同意した説明の版
    [joined_at] サーバーに入った日時
    [nudge_at] 声をかける日時
    [nudged_at] 声をかけた日時
   *[other] { $name }
    }
data-table = { $name ->
    [questions] 質問と、その返事
    [question_posts] 質問に書いたこと
    [question_copies] 自分用の写し
    [question_follows] 見守っている質問
    [question_names] 前に名前が出ていた質問
    [question_calls] 答えてほしいと声をかけられた質問
    [looks] 運営が見た記録
    [drafts] 書きかけの質問
    [record_offers] 質問にするかたずねた投稿
    [faq] よくある質問を変えた記録
    [tutors] チューターの登録
    [tutor_topics] 得意な話題
    [tutor_requests] チューターへの相談
    [request_drafts] 書きかけの相談
    [request_exclusions] 頼みたくない人
    [tutor_offers] 届いた相談
    [tutor_feedback] 相談のあとのことば
    [tutor_notices] 相談のお知らせ
    [tutor_rooms] 自分だけの部屋
    [courses] 作った講座
    [enrolments] 講座の申し込み
    [session_places] 始まったときに席があった回
    [excuses] お休みの連絡
    [attendances] 出席
    [attendance_changes] 出席の直し
    [course_feedback] 講座の感想
    [course_notices] 講座のお知らせ
    [members] お知らせの受け取り方
    [leavings] サーバーを出た方
    [erasures] 消す作業の記録
    [erasure_traces] Discordから消すもの
    [member_roles] ボットが付けたロール（役割）
    [guilds] サーバー
    [setting_changes] 設定を変えた記録
    [consents] 預かることへの同意
    [newcomers] はじめてのごあいさつ
    [interests] 興味のあること
    [encouragements] はじめてのときのひとこと
   *[other] { $name }
    }
data-moment = { $year }年{ $moment }
data-value = { $value ->
    [me] あなた
    [somebody-else] ほかの人
    [open] 返事を待っています
    [answered] 返事があります
    [resolved] 解決しました
    [withdrawn] 取り下げました
    [waiting] 待っています
    [offered] ご案内しています
    [matched] 話しています
    [finished] 終わりました
    [cancelled] やめました
    [expired] 時間が過ぎました
    [going] 参加します
    [waitlisted] キャンセル待ちです
    [dm] DM
    [mention] 名前を呼ぶ
    [published] 公開しました
    [draft] 下書き
    [excluded] 頼みたくない人
    [asker] 質問した人
    [helper] 答えた人
    [member] 相談した人
    [tutor] チューター
    [staff] 運営
    [accepted] 引き受けました
    [declined] ことわりました
    [silent] 返事がありませんでした
    [approved] 認められています
    [refused] 認められませんでした
    [chat] 文字で話す
    [voice] 声で話す
    [either] どちらでも
    [about] 相談の内容
    [overview] 相談とチューターの一覧
    [registration] チューターの登録
    [request] 相談
    [session] 講座の出席
    [report] 講座の感想
    [export] 講座に出た方の名簿
    [settings] 設定を変えた記録
    [names] お名前の出ている文
    [ours] ボットからあなたへの文
    [written] あなたが書いた文
    [reactions] あなたが付けた絵文字
    [message] ボットの文
    [own_role] ボットが付けたロール（役割）
    [question] 質問
    [course] 講座
    [offer] 空いた席のご案内
    [helps] 手伝える
    [strong] 得意
    [some] 話せる
    [week] 1週間前
    [day] 前の日
    [hour] 1時間前
    [moved] 日時の変更
    [form] 感想のお願い
    [came] 出席
    [drafted] 書きかけです
    [applied] 返事を待っています
    [handed-back] 続けられなくなりました
    [handed_back] 続けられなくなりました
    [merged] ほかの質問といっしょになりました
    [closed] 終わりました
    [own] 自分でお休みにしました
    [role] チューターのロール（役割）がありません
    [left] サーバーを出ています
    [offering] 空いた席をご案内しています
    [again] 前に話したことがある
    [topic] 話題が合う
    [hours] 時間が合う
    [format] 話し方が合う
    [programme] 事業が同じ
    [room] 手が空いている
    [enrolled] 申し込んでいたか
    [walk_ins] 申し込みなしで来た人数
    [viewers] あとから見た人数
    [asked] ご本人の希望
    [over] 事業の終わり
    [begun] 始めました
    [ended] 続いていたものを終えました
    [nameless] お名前を外しました
    [told] お知らせしました
    [done] 終わりました
    [ja] 日本語
    [en] 英語
   *[other] { $value }
    }
data-notice = { $value ->
    [week] 1週間前のお知らせ
    [day] 前の日のお知らせ
    [hour] 1時間前のお知らせ
    [moved] 日時の変更
    [session_cancelled] 回の中止
    [course_cancelled] 講座の中止
    [changed] 場所の変更
    [reworded] 案内の文の変更
    [added] 回の追加
    [relinked] リンクの変更
    [offer] ご案内
    [lapsed] ご案内の期限切れ
    [form] 感想のお願い
    [form_again] 感想のお願い（2回目）
    [made] 相談を受け付けたお知らせ
    [nobody] チューターが見つからないお知らせ
    [still] まださがしているお知らせ
    [back] ほかのチューターをさがすお知らせ
    [matched] チューターが決まったお知らせ
    [closed] 運営が相談をとじたお知らせ
    [expired] 見つからずに終わったお知らせ
    [thanks] お礼
    [note] 相談した方からのことば
    [taken] 相談が終わりになったお知らせ
    [approved] チューターになったお知らせ
    [refused] 登録の見送りのお知らせ
    [silent] お休みにしたお知らせ
    [role_lost] ロール（役割）がなくなったお知らせ
    [resumed] 再開のお知らせ
   *[other] { $value }
    }

# 個人情報について（docs/ja/privacy.md）
privacy-title = つながりが預かるもの
privacy-made = この文書は、プログラムの中の一覧から作っています。直すときは一覧を直し、`tsunagari privacy` で作り直してください。
privacy-intro = つながり（ボット）は、次のものを預かります。質問に答えがつき、チューターと話せて、講座に出られるようにするためです。ほかのことには使いません。
privacy-where = 預かったものは、事業の運営者が用意したコンピューターの中にあります。Discordの外の会社には渡しません。
privacy-see = 自分について預かっているものは、「わたしのページ」の「わたしのデータ」から、いつでも受け取れます。
privacy-erase = 「消してもらう」を押し、「次へ」、「はい、全部消す」と進むと、すべて消えるか、お名前が外れます。ボットがDiscordに書いた文も同じです。終わったら、DM（ボットとあなただけの場所）でお知らせします。「同意しない」というお返事だけは残り、これからも預かりません。
privacy-own = ご自分の質問や相談の場所に書いた文も消えます。ほかのチャンネルやDMに書いた文はDiscordにあるので、ご自分で消してください。
privacy-leave = サーバーを出た方のものは、{ $days }日たつと、同じように消えます。その前に戻れば、そのまま残ります。
privacy-programme = 事業が終わると、運営が決めた日（決めないと{ $days }日後）に、その事業でのお名前と書いたことが消えます。運営は30日前に知らされます。
privacy-backups = 運営者がとっている控え（バックアップ）からは、消したあと{ $days }日以内になくなります。
privacy-exports = 運営者が書き出した表（講座の記録など）は、書き出した人が持ち、消します。お名前は、入れると決めたときだけ入ります。
privacy-head = | 預かるもの | 中身 | いつまで | 消してもらうと |
privacy-purpose-questions = 利用目的：質問を記録して、答えがつくまで見守るため。
privacy-purpose-tutors = 利用目的：合うチューターを見つけて、ふたりの話をささえるため。
privacy-purpose-courses = 利用目的：講座の席、お知らせ、出席、よりよい講座づくりのため。
privacy-purpose-telling = 利用目的：その方に合った形で、1度だけお知らせするため。
privacy-purpose-setup = 利用目的：サーバーの設定と、だれが変えたかの記録のため。
privacy-purpose-delivery = 利用目的：決まったことをDiscordに1度だけ書くため。
privacy-until-erased = サーバーにいる間
privacy-days = { $days }日
privacy-until-done = 終わるまで（長くても40日）
privacy-goes = 全部消えます
privacy-nameless = お名前が外れます
privacy-emptied = お名前が外れ、書いたことも消えます
privacy-forgets = だれのことだったかを忘れます
privacy-rest = 個人のことを書いていない表：{ $tables }

# はじめて
first-question = はじめての質問、ありがとうございます。どんな小さなことでも、また聞いてください。
first-request = はじめての相談ですね。うまく話せなくても大丈夫です。気楽に待っていてください。
first-course = はじめての講座ですね。お会いできるのを、楽しみにしています。
first-kept = 記録したものは、「わたしのデータ」でいつでも見たり消したりできます。くわしいことは「預かるものの説明」にあります。
