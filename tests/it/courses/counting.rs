//! Who came, what they say, and the figures of it.

use std::path::PathBuf;

use calamine::{Reader, Xlsx, open_workbook};
use chrono::Duration;
use secrecy::ExposeSecret;
use serde_json::json;
use tsunagari::config::DatabaseUrl;

use super::shared::{doors, hour_from, said};
use crate::harness::{Backend, Community, on_both, program_command, run_to_end, text_of};
use crate::setup::user;

on_both!(
    those_on_the_spot_say_so_and_staff_note_the_rest,
    a_code_is_asked_for,
    those_who_came_are_asked_how_it_was_and_once_more,
    figures_are_kept_apart,
);

async fn those_on_the_spot_say_so_and_staff_note_the_rest(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let (hana, sato) = (community.person("hana"), community.person("sato"));
    let mori = community.person("mori");
    let start = community.working_morning() + Duration::days(3);
    let card = community.course("応募文", &hour_from(start), "").await;
    for person in [&aiko, &hana, &sato] {
        person.presses(&card, "参加する").await;
    }
    let button = json!({"type": 2, "style": 2, "label": "?", "custom_id": "t1:c.here:1"});
    let forged = json!({"components": [{"type": 1, "components": [button]}]});
    let early = aiko.presses_as_if(&forged, "?").await;
    assert!(
        said(&early).contains("から押せます"),
        "before it opens: {early}"
    );
    community.clock_to(start - Duration::minutes(9)).await;
    let thread = community.course_thread("応募文").await;
    let roll = community.says(&thread, "に来ている方は").await;
    let here = aiko.presses(&roll, "出席しました").await;
    assert!(said(&here).contains("出席を記録しました"), "{here}");
    let again = aiko.presses(&roll, "出席しました").await;
    assert!(said(&again).contains("もう記録されています"), "{again}");
    let walked_in = mori.presses(&roll, "出席しました").await;
    assert!(said(&walked_in).contains("当日参加"), "{walked_in}");
    community.clock_to(start + Duration::minutes(91)).await;
    let closed = community.says(&thread, "は、もう押せません").await;
    assert!(doors(&closed).is_empty(), "{closed}");
    let late = hana.presses_as_if(&roll, "出席しました").await;
    assert!(
        said(&late).contains("運営の方に声をかけてください"),
        "{late}"
    );

    // Staff note who came, correct themselves, and count those without Discord.
    let page = ishida.manages(1).await;
    let page = ishida.goes(&page, "c.session", &["1"]).await;
    assert!(text_of(&page).contains("まだ記録がない人：2人"), "{page}");
    let both = [
        user(&community, "hana").await,
        user(&community, "sato").await,
    ];
    // Of whoever is new and was not asked nothing is kept.
    let yuki = community.person("yuki");
    yuki.act("join", json!({"name": "新しい人"})).await;
    yuki.is_told("へ、ようこそ").await;
    let new = user(&community, "yuki").await;
    let not_her = ishida.goes(&page, "c.came", &[&new]).await;
    assert!(text_of(&not_her).contains("選べません"), "{not_her}");
    let page = ishida.goes(&page, "c.came", &[&both[0], &both[1]]).await;
    assert!(text_of(&page).contains("出席：3人"), "{page}");
    let page = ishida.goes(&page, "c.absent", &[&both[1]]).await;
    let text = text_of(&page);
    assert!(
        text.contains("出席：2人") && text.contains("欠席：1人"),
        "{text}"
    );
    assert!(
        text.contains("出席→欠席"),
        "what was changed is kept: {text}"
    );
    let numbers = json!({"walk_ins": "４人", "viewers": "7"});
    let page = ishida.fills(&page, "c.numbers", numbers).await;
    let text = text_of(&page);
    assert!(text.contains("メンバー1人・Discordのない方4人"), "{text}");
    assert!(text.contains("録画を見た人：7人"), "{text}");
    let wrong = json!({"walk_ins": "たくさん", "viewers": "7"});
    let page = ishida.fills(&page, "c.numbers", wrong).await;
    assert!(text_of(&page).contains("数字で入れてください"), "{page}");
    let refused = aiko.presses_as_if(&page, "人数を入れる").await;
    assert!(said(&refused).contains("これは運営の役目"), "{refused}");
    community.settled().await;
    community.end().await;
}

async fn a_code_is_asked_for(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(3);
    let page = ishida.drafts("会場の講座").await;
    let page = ishida.dates(&page, &hour_from(start), "", "").await;
    let page = ishida.places(&page, "公民館", "", "").await;
    let page = ishida.goes(&page, "c.remind", &["day", "code"]).await;
    let text = text_of(&page);
    assert!(
        text.contains("お知らせ：前の日") && text.contains("4けたの番号を入れる"),
        "{text}"
    );
    ishida.goes(&page, "c.publish", &[]).await;
    let card = community.announced("会場の講座").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    community.clock_to(start + Duration::minutes(1)).await;
    let thread = community.course_thread("会場の講座").await;
    let roll = community.says(&thread, "4けたの番号").await;
    let page = ishida.manages(1).await;
    let page = ishida.goes(&page, "c.session", &["1"]).await;
    let text = text_of(&page);
    let at = text.find("出席の番号：").unwrap() + "出席の番号：".len();
    let code = &text[at..at + 4];
    // What it says, not its ids: those have many digits.
    let roll_says = text_of(&roll);
    assert!(!roll_says.contains(code), "staff alone see it: {roll_says}");
    let form = aiko.presses(&roll, "出席しました").await;
    let wrong = if code == "0000" { "0001" } else { "0000" };
    let refused = aiko.submits(&form["modal"], json!({"code": wrong})).await;
    assert!(said(&refused).contains("番号が違うようです"), "{refused}");
    let form = aiko.presses(&roll, "出席しました").await;
    let done = aiko.submits(&form["modal"], json!({"code": code})).await;
    assert!(said(&done).contains("出席を記録しました"), "{done}");
    community.settled().await;
    community.end().await;
}

async fn those_who_came_are_asked_how_it_was_and_once_more(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let sato = community.person("sato");
    let start = community.working_morning() + Duration::days(3);
    let card = community.course("応募文", &hour_from(start), "").await;
    for person in [&aiko, &hana, &sato] {
        person.presses(&card, "参加する").await;
    }
    community.settled().await;
    community.clock_to(start + Duration::minutes(1)).await;
    let thread = community.course_thread("応募文").await;
    let roll = community.says(&thread, "に来ている方は").await;
    for person in [&aiko, &hana] {
        person.presses(&roll, "出席しました").await;
    }
    community.clock_to(start + Duration::minutes(91)).await;
    let form = aiko.is_told("へのご参加、ありがとうございました").await;
    hana.is_told("へのご参加、ありがとうございました").await;
    let rated = aiko.presses(&form, "5").await;
    assert!(
        said(&rated).contains("「5」ですね。ありがとうございます"),
        "{rated}"
    );
    let words = json!({"helped": "自己紹介の書き方", "next": "見積もり"});
    let kept = aiko.fills(&rated["message"], "c.say", words).await;
    assert!(text_of(&kept).contains("お名前を出すのは"), "{kept}");
    let done = aiko.presses(&kept, "使ってよい").await;
    assert!(said(&done).contains("お名前は出さずに使います"), "{done}");
    let refused = sato.presses_as_if(&form, "5").await;
    assert!(
        said(&refused).contains("参加した方にお聞きしています"),
        "{refused}"
    );
    community.settled().await;
    community
        .clock_to(start + Duration::minutes(95) + Duration::days(3))
        .await;
    hana.is_told("お願いはこれで最後です").await;
    community.clock_to(start + Duration::days(30)).await;
    community.settled().await;
    assert_eq!(aiko.times_told("お願いはこれで最後です").await, 0);
    assert_eq!(hana.times_told("お願いはこれで最後です").await, 1);
    assert_eq!(sato.times_told("へのご参加").await, 0, "he did not come");
    community.end().await;
}

async fn figures_are_kept_apart(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let (hana, mori) = (community.person("hana"), community.person("mori"));
    let start = community.working_morning() + Duration::days(3);
    ishida
        .publishes_series("連続講座", start, "毎週2回", "")
        .await;
    let card = community.announced("連続講座").await;
    aiko.presses(&card, "参加する").await;
    hana.presses(&card, "参加する").await;
    community.settled().await;
    let thread = community.course_thread("連続講座").await;
    for (week, people) in [(0, vec![&aiko, &hana, &mori]), (1, vec![&aiko])] {
        let begins = start + Duration::weeks(week);
        community.clock_to(begins + Duration::minutes(1)).await;
        let time = begins + Duration::minutes(90);
        let local = time.with_timezone(&chrono_tz::Asia::Tokyo);
        let until = local.format("%-m月%-d日(").to_string();
        let roll = community.says(&thread, &until).await;
        for person in people {
            person.presses(&roll, "出席しました").await;
        }
        community.clock_to(begins + Duration::minutes(91)).await;
        community.settled().await;
    }
    let page = ishida.manages(1).await;
    let page = ishida.goes(&page, "c.session", &["2"]).await;
    let page = ishida
        .fills(&page, "c.numbers", json!({"walk_ins": "2", "viewers": "5"}))
        .await;
    ishida.presses(&page, "残りを欠席にする").await;
    let form = aiko.is_told("へのご参加").await;
    aiko.presses(&form, "4").await;
    let report = ishida.uses("course report", json!({"number": 1})).await;
    let text = said(&report);
    for words in [
        "実人数：3人",
        "延べ人数：6人（うちDiscordのない方2人）",
        "録画を見た人：5人",
        "申込2・出席2・欠席0・連絡あり0・記録なし0・当日1",
        "申込2・出席1・欠席1・連絡あり0・記録なし0・当日2",
        "1件の回答（延べ4回の出席の25%）、満足度の平均4.00",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let file = &report["message"]["attachments"][0];
    assert_eq!(file["filename"], "講座報告-1.md", "{report}");
    let refused = aiko.uses("course report", json!({"number": 1})).await;
    assert!(said(&refused).contains("これは運営の役目"), "{refused}");
    let unknown = ishida.uses("course report", json!({"number": 99})).await;
    assert!(
        said(&unknown).contains("この番号の講座は見つかりません"),
        "{unknown}"
    );
    community.settled().await;
    exported(&community);
    // Who was named in it can read that.
    for person in [&aiko, &hana, &mori] {
        assert_eq!(person.times_looked("名簿を作りました").await, 1);
    }
    community.settled().await;
    community.end().await;
}

/// The same figures as files, without names and with them.
fn exported(community: &Community) {
    let folder = tempfile::tempdir().unwrap();
    let export = |more: &[&str]| {
        let all = [
            "export",
            "courses",
            "--from",
            "2020-01-01",
            "--to",
            "2099-12-31",
        ];
        let mut command = program_command(&[&all, more].concat());
        let url = match &community.config.database.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            url @ DatabaseUrl::Postgres(_) => url.expose().unwrap().to_owned(),
        };
        command.env("TSUNAGARI_DATABASE__URL", url);
        let discord = &community.config.discord;
        command.env("TSUNAGARI_DISCORD__API_BASE", discord.api_base.as_str());
        let token = discord.token.as_ref().unwrap().expose_secret();
        command.env("DISCORD_TOKEN", token);
        run_to_end(command, folder.path())
    };
    let (code, _, errors) = export(&["--out", "plain"]);
    assert_eq!(code, 0, "{errors}");
    let (code, _, errors) = export(&["--out", "named", "--names"]);
    assert_eq!(code, 0, "{errors}");
    let files = |out: &str, ending: &str| -> Vec<PathBuf> {
        let all = std::fs::read_dir(folder.path().join(out)).unwrap();
        let all = all.map(|file| file.unwrap().path());
        all.filter(|path| path.to_string_lossy().ends_with(ending))
            .collect()
    };
    let read = |out: &str, ending: &str| std::fs::read_to_string(&files(out, ending)[0]).unwrap();
    let sessions = read("plain", "sessions.csv");
    assert!(
        sessions.contains("連続講座") && sessions.lines().count() == 3,
        "{sessions}"
    );
    let totals = read("plain", "totals.csv");
    assert!(
        totals.contains(",2,3,6,2,5"),
        "people and attendances: {totals}"
    );
    assert!(files("plain", "people.csv").is_empty());
    let people = read("named", "people.csv");
    assert!(
        people.contains("出席") && people.contains("欠席"),
        "{people}"
    );
    assert!(people.contains("青木 あいこ"), "{people}");
    for path in files("plain", "csv") {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("青木"), "{}", path.display());
    }
    // The workbook is read by another program's reader.
    let mut workbook: Xlsx<_> = open_workbook(&files("named", "xlsx")[0]).unwrap();
    assert_eq!(workbook.sheet_names(), ["開催回ごと", "まとめ", "参加者"]);
    let totals = workbook.worksheet_range("まとめ").unwrap();
    let row = totals.rows().next_back().unwrap();
    let row: Vec<String> = row.iter().map(ToString::to_string).collect();
    assert_eq!(row[2..], ["2", "3", "6", "2", "5"]);
    let plain: Xlsx<_> = open_workbook(&files("plain", "xlsx")[0]).unwrap();
    assert_eq!(plain.sheet_names(), ["開催回ごと", "まとめ"]);
}
