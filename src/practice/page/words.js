// The words of the practice page, in both languages. The community's own words come
// from the bot.
export const WORDS = {
  ja: {
    menu: 'チャンネルを見る', who: 'わたしは', guild: '練習用のコミュニティ',
    channels: 'チャンネル', threads: 'スレッド', direct: 'ボットとの会話',
    clock: '練習の時計', hour: '＋1時間', day: '＋1日', week: '＋1週間',
    explain: 'ここは、あなたのパソコンの中だけの練習場所です。上で人を切りかえると、ほかの人の立場で試せます。',
    write: 'メッセージを書く（/ でコマンド）', readOnly: 'ここには書けません（ボタンは使えます）',
    send: '送信', sent: '送信', cancel: 'やめる', private: 'あなただけに見えています',
    dismiss: '消す', openThread: 'スレッドを開く', messages: '件', back: 'もどる',
    failed: 'アプリケーションが応答しませんでした。もう一度お試しください。',
    thinking: '考え中…', edited: '（編集済み）', app: 'アプリ', choose: 'えらぶ',
    disconnected: '練習サーバーにつながりません。プログラムが動いているか、たしかめてください。',
    other: 'English', empty: 'まだ何もありません。', optional: '（なくてもよい）',
    refused: '送れませんでした', closed: 'このチャンネルはもう見られません。', unknown: '不明',
    characters: '文字',
  },
  en: {
    menu: 'Show channels', who: 'I am', guild: 'A community to practise in',
    channels: 'Channels', threads: 'Threads', direct: 'Conversation with the bot',
    clock: 'Practice clock', hour: '+1 hour', day: '+1 day', week: '+1 week',
    explain: 'This is a place to practise, on your own computer only. Switch between people above to see what each of them sees.',
    write: 'Write a message (/ for commands)', readOnly: 'You cannot write here (buttons work)',
    send: 'Send', sent: 'Submit', cancel: 'Cancel', private: 'Only you can see this',
    dismiss: 'Dismiss', openThread: 'Open the thread', messages: 'messages', back: 'Back',
    failed: 'The application did not respond. Please try again.',
    thinking: 'Thinking…', edited: '(edited)', app: 'APP', choose: 'Choose',
    disconnected: 'The practice server does not answer. Please check that the program is running.',
    other: '日本語', empty: 'Nothing here yet.', optional: '(optional)',
    refused: 'This could not be sent', closed: 'This channel cannot be seen any more.', unknown: 'unknown',
    characters: 'characters',
  },
};
