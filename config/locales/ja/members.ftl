# わたしのページ、つかいかた、知らせ方

panel-help-button = つかいかた
panel-me-button = わたしのページ

# つかいかた
help-title = つかいかた
help-intro = 今したいことを、下から選んでください。
    その場でできるボタンが出ます。
help-placeholder = したいことを選ぶ
help-ask = 質問したい
help-ask-words = 「質問する」を押すと、書くところが出ます。
    夜でも朝でも、いつでも送れます。答えがついたら、お知らせします。
help-mine = 自分の質問がどうなったか見たい
help-mine-words = 下のボタンで、自分の質問を見られます。
    番号を選ぶと、続きを書いたり、解決にしたりできます。
help-faq = よくある質問を見たい
help-faq-words = みなさんからよく出る質問と、その答えをまとめてあります。
help-tutor = 慣れた人に相談したい
help-tutor-words = チューター（慣れた先輩）と1対1で話せます。
    「チューターに相談する」を押して、話したいことを選んでください。
help-course = 講座に出たい
help-course-words = これからの講座を見て、「参加する」を押すだけです。
    申し込んだ講座は、前の日などにお知らせします。
help-leave-course = 講座に行けなくなった
help-leave-course-words = 下のボタンから講座を選び、「キャンセル」を押してください。
    席は、待っている方に回ります。
help-join = チューターになりたい
help-join-words = 「チューターになる」を押して、得意なことと時間を選んでください。
    運営が確かめてから、はじまります。
help-notices = お知らせの受け取り方を変えたい
help-notices-words = DM（ボットとあなただけの場所）か、チャンネルで名前を呼ぶ形かを選べます。
    夜は鳴らさない、全部止める、もできます。
help-words = Discord（ディスコード）のことばがわからない
help-words-words = ・**チャンネル**：話題ごとの広場です。左の一覧から選びます。
    ・**スレッド**：1つの質問のための小さな部屋です。ほかの話とまざりません。
    ・**DM**：ボットとあなただけの場所です。ほかの人には見えません。
    ・**メンション**：「@名前」と書いて、その人に知らせることです。
help-setup = 設定を変えたい（運営）
help-setup-words = 下のボタンで、設定をひとつずつ確かめながら変えられます。
    変える前に、どうなるかを見せます。
help-mine-button = 自分の質問を見る
help-courses-button = 申し込んだ講座を見る
help-tutor-button = チューターに相談する
help-join-button = チューターになる
help-setup-button = 設定を開く

# わたしのページ
me-title = わたしのページ
me-questions = 質問：{ $count }件が続いています
me-questions-none = 質問：今はありません
me-question = ・{ $question }（{ $state }）
me-requests = チューターへの相談：{ $count }件が続いています
me-requests-none = チューターへの相談：今はありません
me-request = ・#{ $number } { $topic }（{ $state }）
me-courses = 申し込んだ講座：{ $count }件
me-courses-none = 申し込んだ講座：今はありません
me-course = ・{ $title }：{ $when }
me-programmes = 入っている事業：{ $names }
me-telling = お知らせ：{ $way }
me-tutor = チューターとして：話している相談 { $talks }件、届いている相談 { $offers }件、終わりまで手伝った人 { $helped }人
me-more = （ほか{ $count }件）
me-questions-button = 自分の質問
me-requests-button = チューター相談
me-courses-button = 申し込んだ講座
me-telling-button = お知らせの受け取り方
me-tutor-button = チューターの登録

# 知らせ方
tell-title = お知らせの受け取り方
tell-now = 今は：{ $way }
tell-way-direct = DM（ボットとあなただけの場所）に届きます
tell-way-mention = チャンネルで、お名前を呼んでお知らせします
tell-way-nothing = 止めています
tell-way-quiet = { $way }。{ $from }から{ $to }までは届きません
tell-quiet-none = 自分の静かな時間：決めていません
tell-quiet = 自分の静かな時間：{ $from }〜{ $to }（その間に出たお知らせは、終わってから届きます）
tell-nothing-words = 止めている間は、講座のお知らせも、質問の返事のお知らせも届きません。「わたしのページ」で、いつでも見られます。
tell-tutor-words = チューターへの相談は、止めている間も届きます。休むときは「チューターの登録」で休みにしてください。
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
tell-quiet-unread = 「{ $text }」が時刻として読めませんでした。21:00 のように書いて、もう一度送ってください。
tell-quiet-same = 始まりと終わりが同じです。別の時刻にして、もう一度送ってください。
