// Discord's markup as far as a community uses it, drawn as elements; text is never HTML.

const RULES = [
  [/^\\([^0-9A-Za-z\s])/, (m) => m[1]],
  [/^<@!?(\d+)>/, (m, names) => mention('@' + names.user(m[1]))],
  [/^<@&(\d+)>/, (m, names) => mention('@' + names.role(m[1]))],
  [/^<#(\d+)>/, (m, names) => link('#' + names.channel(m[1]), () => names.open(m[1]))],
  [/^<t:(-?\d+)(?::([tTdDfFR]))?>/, (m) => time(Number(m[1]))],
  [/^@(everyone|here)\b/, (m) => m[0]],
  [/^\*\*([\s\S]+?)\*\*/, (m, names) => wrap('strong', m[1], names)],
  [/^__([\s\S]+?)__/, (m, names) => wrap('u', m[1], names)],
  [/^\*([^\s*][\s\S]*?)\*/, (m, names) => wrap('em', m[1], names)],
  [/^~~([\s\S]+?)~~/, (m, names) => wrap('s', m[1], names)],
  [/^`([^`\n]+)`/, (m) => plain('code', m[1])],
  [/^\[([^\]\n]+)\]\((https?:\/\/[^)\s]+)\)/, (m) => address(m[2], m[1])],
  [/^https?:\/\/[^\s<>)\]]+/, (m) => address(m[0], m[0])],
];

// Lines that begin with the mark, and only there: a quotation.
const QUOTE = /^(?:> [^\n]*(?:\n|$))+/;

export function rich(text, names) {
  const parts = [];
  let run = '';
  const flush = () => {
    if (run) parts.push(run);
    run = '';
  };
  let starts = true;
  while (text) {
    let matched = starts ? QUOTE.exec(text) : null;
    if (matched) {
      flush();
      parts.push(wrap('blockquote', matched[0].trimEnd().replace(/^> ?/gm, ''), names));
      text = text.slice(matched[0].length);
      continue;
    }
    for (const [rule, draw] of RULES) {
      matched = rule.exec(text);
      if (matched) {
        const drawn = draw(matched, names);
        if (typeof drawn === 'string') run += drawn;
        else {
          flush();
          parts.push(drawn);
        }
        text = text.slice(matched[0].length);
        starts = false;
        break;
      }
    }
    if (matched) continue;
    const [first] = text;
    starts = first === '\n';
    run += first;
    text = text.slice(first.length);
  }
  flush();
  return parts;
}

function plain(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function wrap(tag, text, names) {
  const made = document.createElement(tag);
  made.append(...rich(text, names));
  return made;
}

function mention(text) {
  const made = plain('span', text);
  made.className = 'mention';
  return made;
}

function link(text, open) {
  const made = mention(text);
  made.tabIndex = 0;
  made.role = 'link';
  made.onclick = open;
  made.onkeydown = (event) => event.key === 'Enter' && open();
  return made;
}

function address(url, text) {
  const made = plain('a', text);
  made.href = url;
  made.target = '_blank';
  made.rel = 'noopener noreferrer';
  return made;
}

function time(seconds) {
  const made = plain('time', new Date(seconds * 1000).toLocaleString(document.documentElement.lang, {
    timeZone: 'Asia/Tokyo', dateStyle: 'long', timeStyle: 'short',
  }));
  made.dateTime = new Date(seconds * 1000).toISOString();
  return made;
}
