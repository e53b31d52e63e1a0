// The practice page: a small Discord. It knows only the /practice interface.
import { WORDS } from '/words.js';
import { rich } from '/rich.js';

const $ = (id) => document.getElementById(id);
const memory = {
  get: (key) => localStorage.getItem('tsunagari-' + key),
  set: (key, value) => localStorage.setItem('tsunagari-' + key, value),
};
let language = memory.get('language') ?? (navigator.language.startsWith('ja') ? 'ja' : 'en');
const say = (key) => WORDS[language][key];

let state = null; // what /practice/state answered last
let me = memory.get('me'); // who is acting: a user id
let here = memory.get('here'); // the channel, thread or conversation that is shown
let busy = false;

const FORUM = 15; // Discord's number for this type of channel

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

async function ask(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers['content-type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(answer);
  return answer;
}

class Refused extends Error {
  constructor(answer) {
    super(answer?.message ?? '');
    this.answer = answer;
  }
  // The innermost message that Discord gives for a field.
  get words() {
    let found = this.message;
    const dig = (value) => {
      if (Array.isArray(value?._errors)) found = value._errors[0].message;
      else if (value && typeof value === 'object') Object.values(value).forEach(dig);
    };
    dig(this.answer?.errors);
    const known = { 50001: 'mayNotSee', 50013: 'mayNotWrite' }[this.answer?.code];
    return known ? say(known) : found;
  }
}

const act = (name, body) => ask('POST', `/practice/as/${me}/${name}`, body);

function notice(words) {
  $('notice').textContent = words ?? '';
  $('notice').hidden = !words;
}

async function attempt(work) {
  notice(null);
  try {
    return await work();
  } catch (error) {
    notice(error instanceof Refused ? `${say('refused')}: ${error.words}` : say('disconnected'));
    return null;
  }
}

// ---- what there is -------------------------------------------------------------------

const person = (id) => state.members.find((member) => member.user.id === id);
const nameOf = (member) => member.nick ?? member.user.global_name ?? member.user.username;
const nameById = (id) => (person(id) ? nameOf(person(id)) : say('unknown'));
const place = (id) =>
  state.channels.find((c) => c.id === id) ??
  state.threads.find((c) => c.id === id) ??
  state.dms.find((c) => c.id === id);
const mayWrite = (channel) => channel.recipients !== undefined || channel.writable_by.includes(me);
const visible = (channel) =>
  channel.recipients !== undefined
    ? channel.recipients.some((user) => user.id === me)
    : channel.visible_to.includes(me);
const names = {
  user: nameById,
  role: (id) => state.roles.find((role) => role.id === id)?.name ?? say('unknown'),
  channel: (id) => place(id)?.name ?? say('unknown'),
  open: (id) => place(id) && go(id),
};

async function refresh() {
  state = await ask('GET', '/practice/state');
  const people = state.members.filter((member) => !member.user.bot);
  if (!people.some((member) => member.user.id === me)) me = people[0]?.user.id;
  if (!place(here) || !visible(place(here))) {
    here = (state.channels.find((c) => c.name === '受付' && visible(c)) ?? state.channels.find(visible))?.id;
  }
  const who = $('who');
  who.replaceChildren(
    ...people.map((member) => {
      const role = state.roles.find((r) => member.roles.includes(r.id))?.name;
      const label = role ? `${nameOf(member)}（${role}）` : nameOf(member);
      return element('option', { value: member.user.id, textContent: label });
    }),
  );
  who.value = me;
  drawSide();
  await drawMessages();
}

function drawSide() {
  const button = (channel, words, css = '') => {
    const made = element('button', { type: 'button', className: css, textContent: words });
    made.setAttribute('aria-current', String(channel.id === here));
    made.dataset.channel = channel.id;
    made.onclick = () => go(channel.id);
    return made;
  };
  const parts = [element('h2', { textContent: say('channels') })];
  for (const channel of state.channels.filter(visible).sort((a, b) => a.position - b.position)) {
    parts.push(button(channel, `# ${channel.name}`));
    for (const thread of state.threads.filter((t) => t.parent_id === channel.id && visible(t))) {
      if (!thread.thread_metadata.archived || thread.id === here) {
        parts.push(button(thread, `└ ${thread.name}`, 'thread'));
      }
    }
  }
  const dms = state.dms.filter(visible);
  if (dms.length) parts.push(element('h2', { textContent: say('direct') }));
  for (const dm of dms) parts.push(button(dm, `✉ ${nameById(state.bot.id)}`));
  const focused = document.activeElement?.dataset?.channel;
  $('channels').replaceChildren(...parts);
  if (focused) $('channels').querySelector(`[data-channel="${focused}"]`)?.focus();
}

function go(id) {
  here = id;
  memory.set('here', id);
  $('side').classList.remove('open');
  $('menu').setAttribute('aria-expanded', 'false');
  $('messages').replaceChildren();
  closeSuggestions();
  drawSide();
  attempt(drawMessages);
}

// Opens an address: one within the server as Discord does, any other in a new window.
function openAddress(url) {
  const inside = url.match(/^https:\/\/discord\.com\/channels\/\d+\/(\d+)/);
  if (!inside) window.open(url, '_blank', 'noopener');
  else if (place(inside[1]) && visible(place(inside[1]))) go(inside[1]);
  else notice(say('closed'));
}

// ---- messages ------------------------------------------------------------------------

async function drawMessages() {
  const channel = place(here);
  const shown = here;
  if (!channel) return;
  const direct = channel.recipients !== undefined;
  $('place').textContent = direct ? nameById(state.bot.id) : channel.thread_metadata ? channel.name : `# ${channel.name}`;
  const parent = channel.thread_metadata ? place(channel.parent_id) : null;
  $('topic').replaceChildren();
  if (parent) {
    const back = element('button', { type: 'button', textContent: `← # ${parent.name}` });
    back.onclick = () => go(parent.id);
    $('topic').append(back);
  } else if (channel.topic) {
    $('topic').textContent = channel.topic;
  }
  const writes = mayWrite(channel);
  $('text').placeholder = writes ? say('write') : say('readOnly');
  const list = (await ask('GET', `/practice/channels/${here}/messages?as=${me}`)).reverse();
  if (shown !== here) return;
  const box = $('messages');
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  if (parent) {
    // As Discord does, a thread begins with the message that it hangs on.
    const above = await ask('GET', `/practice/channels/${parent.id}/messages?as=${me}`);
    const starter = above.find((message) => message.id === channel.id);
    if (starter && shown === here) list.unshift({ ...starter, thread: undefined, components: [] });
  }
  const drawn = list.map((message) => {
    const key = `${message.id} ${me} ${language} ${JSON.stringify(message)}`;
    const kept = old.get(key);
    if (kept) return kept;
    const made = drawMessage(message);
    made.dataset.key = key;
    return made;
  });
  if (channel.type === FORUM) drawn.push(...drawPosts(channel, old));
  if (drawn.length === 0) drawn.push(element('p', { className: 'small', textContent: say('empty') }));
  const changed = drawn.length !== box.children.length || drawn.some((child, at) => box.children[at] !== child);
  if (changed) box.replaceChildren(...drawn);
  if (changed && atEnd) box.scrollTop = box.scrollHeight;
}

// A forum shows its posts, the newest first.
function drawPosts(forum, old) {
  const posts = state.threads.filter((thread) => thread.parent_id === forum.id && visible(thread));
  return posts.reverse().map((post) => {
    const key = `${post.id} ${post.name}`;
    if (old.has(key)) return old.get(key);
    const open = element('button', { type: 'button', textContent: post.name });
    open.onclick = () => go(post.id);
    const made = element('div', { className: 'components' }, open);
    made.dataset.key = key;
    return made;
  });
}

function drawMessage(message) {
  const isPrivate = (message.flags & 64) !== 0;
  const made = element('article', { className: isPrivate ? 'message private' : 'message' });
  made.dataset.message = message.id;
  const time = new Date(message.timestamp);
  made.append(
    element(
      'div',
      { className: 'head' },
      element('span', { className: 'name', textContent: message.author.display_name ?? nameById(message.author.id) }),
      message.author.bot ? element('span', { className: 'tag', textContent: say('app') }) : null,
      element('span', { className: 'time', textContent: time.toLocaleString(language, { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' }) }),
    ),
  );
  if (message.flags & 128) made.append(element('p', { className: 'small', textContent: say('thinking') }));
  if (message.content) {
    const content = element('div', { className: 'content' }, ...rich(message.content, names));
    if (message.edited_timestamp && !message.author.bot) content.append(element('span', { className: 'small', textContent: ' ' + say('edited') }));
    made.append(content);
  }
  for (const embed of message.embeds) made.append(drawEmbed(embed));
  for (const file of message.attachments ?? []) {
    made.append(element('a', { className: 'file', href: file.url, download: file.filename, textContent: `📎 ${file.filename}` }));
  }
  for (const component of message.components) made.append(drawComponent(message, component));
  if (message.reactions) {
    made.append(element('p', { className: 'small', textContent: message.reactions.map((r) => `${r.emoji.name} ${r.count}`).join('  ') }));
  }
  if (message.thread && message.thread.id !== here) {
    const open = element('button', {
      type: 'button',
      className: 'threadlink',
      textContent: `💬 ${say('openThread')}（${message.thread.message_count} ${say('messages')}）`,
    });
    open.onclick = () => go(message.thread.id);
    made.append(open);
  }
  if (isPrivate) {
    const dismiss = element('button', { type: 'button', textContent: say('dismiss') });
    dismiss.onclick = () => attempt(() => act('delete', { message: message.id }));
    made.append(element('div', { className: 'components' }, element('span', { className: 'small', textContent: '👁 ' + say('private') }), dismiss));
  } else {
    const commands = state.commands.filter((command) => command.type === 3);
    if (commands.length) {
      const menu = commands.map((command) => {
        const button = element('button', { type: 'button', textContent: localized(command) });
        button.onclick = () => interact(() => act('command', { channel: here, command: command.name, target: message.id }));
        return button;
      });
      made.append(element('details', {}, element('summary', { textContent: '⋯' }), element('div', { className: 'components' }, ...menu)));
    }
  }
  return made;
}

function drawEmbed(embed) {
  const made = element('section', { className: 'embed' });
  if (embed.color !== undefined) made.style.borderLeftColor = '#' + embed.color.toString(16).padStart(6, '0');
  if (embed.author) made.append(element('p', { className: 'small', textContent: embed.author.name }));
  if (embed.title) made.append(element('h3', {}, ...rich(embed.title, names)));
  if (embed.description) made.append(element('div', { className: 'content' }, ...rich(embed.description, names)));
  if (embed.fields?.length) {
    const fields = embed.fields.map((field) =>
      element('div', { className: field.inline ? '' : 'wide' }, element('b', { textContent: field.name }), ...rich(field.value, names)),
    );
    made.append(element('div', { className: 'fields' }, ...fields));
  }
  if (embed.footer) made.append(element('p', { className: 'small', textContent: embed.footer.text }));
  return made;
}

function drawComponent(message, component) {
  const children = () => (component.components ?? []).map((child) => drawComponent(message, child));
  const press = (values) => interact(() => act('press', { message: message.id, custom_id: component.custom_id, values }));
  switch (component.type) {
    case 1:
      return element('div', { className: 'components' }, ...children());
    case 2: {
      const label = `${component.emoji?.name ?? ''} ${component.label ?? ''}`.trim();
      const button = element('button', { type: 'button', className: `style-${component.style}`, textContent: label, disabled: component.disabled === true });
      button.dataset.customId = component.custom_id ?? '';
      button.onclick = () => (component.style === 5 ? openAddress(component.url) : press());
      return button;
    }
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return drawSelect(component, press);
    case 9:
      return element('div', { className: 'components' }, ...children(), drawComponent(message, component.accessory));
    case 10:
      return element('div', { className: 'content' }, ...rich(component.content, names));
    case 14:
      return element('hr');
    case 17:
      return element('section', { className: 'embed' }, ...children());
    default:
      return element('span');
  }
}

function choices(component) {
  const people = () => state.members.map((m) => ({ label: nameOf(m), value: m.user.id }));
  const roles = () => state.roles.map((r) => ({ label: '@' + r.name, value: r.id }));
  const kinds = component.channel_types;
  const channels = () => state.channels.filter((c) => !kinds?.length || kinds.includes(c.type)).map((c) => ({ label: '# ' + c.name, value: c.id }));
  return { 3: () => component.options, 5: people, 6: roles, 7: () => [...people(), ...roles()], 8: channels }[component.type]();
}

function drawSelect(component, press) {
  const several = component.max_values > 1;
  const select = element('select', { multiple: several, disabled: component.disabled === true });
  select.setAttribute('aria-label', component.placeholder ?? say('choose'));
  select.dataset.customId = component.custom_id;
  if (!several) select.append(element('option', { value: '', textContent: component.placeholder ?? say('choose') }));
  for (const option of choices(component)) {
    const words = option.description ? `${option.label}（${option.description}）` : option.label;
    select.append(element('option', { value: option.value, textContent: words, selected: option.default === true }));
  }
  const chosen = () => [...select.selectedOptions].map((option) => option.value).filter(Boolean);
  if (!several) {
    select.onchange = () => {
      const values = chosen();
      select.value = '';
      if (values.length) press(values);
    };
    return select;
  }
  const button = element('button', { type: 'button', textContent: say('send') });
  button.onclick = () => press(chosen());
  // A list of several shows no words of its own, as Discord's closed select does.
  const words = element('span', { className: 'caption', textContent: component.placeholder ?? say('choose') });
  return element('div', { className: 'components' }, words, select, button);
}

// ---- interactions --------------------------------------------------------------------

async function interact(send) {
  if (busy) return;
  busy = true;
  const answer = await attempt(send);
  busy = false;
  if (answer?.kind === 'failed') notice(say('failed'));
  if (answer?.kind === 'modal') openForm(answer.modal);
  if (answer?.kind === 'message') {
    await attempt(refresh);
    $('messages').scrollTop = $('messages').scrollHeight;
  }
}

function openForm(modal) {
  const form = $('form').firstElementChild;
  const inputs = modal.components.map((row) => row.component ?? row.components?.[0]).filter(Boolean);
  form.replaceChildren(element('h2', { textContent: modal.title }));
  modal.components.forEach((row, at) => {
    const input = row.component ?? row.components?.[0];
    if (!input) {
      form.append(element('div', { className: 'content' }, ...rich(row.content ?? '', names)));
      return;
    }
    form.append(...drawInput(input, row.label ?? input.label, row.description, `field-${at}`));
  });
  const error = element('p', { className: 'error', role: 'alert' });
  const cancel = element('button', { type: 'button', textContent: say('cancel') });
  cancel.onclick = () => $('form').close();
  form.append(error, element('div', { className: 'end' }, cancel, element('button', { type: 'submit', className: 'style-1', textContent: say('sent') })));
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const fields = {};
    for (const input of inputs) {
      const field = form.elements[input.custom_id];
      fields[input.custom_id] = field.multiple ? [...field.selectedOptions].map((o) => o.value) : field.value;
    }
    try {
      const answer = await act('submit', { modal: modal.id, fields });
      if (answer.kind === 'failed') {
        error.textContent = say('failed');
      } else {
        $('form').close();
        await refresh();
        $('messages').scrollTop = $('messages').scrollHeight;
      }
    } catch (refused) {
      error.textContent = refused instanceof Refused ? refused.words : say('disconnected');
    }
    busy = false;
  };
  $('form').showModal();
}

function drawInput(input, label, description, id) {
  const required = input.required !== false;
  const parts = [element('label', { textContent: label, htmlFor: id })];
  if (description) parts.push(element('p', { className: 'small', textContent: description }));
  if (input.type !== 4) {
    const select = element('select', { id, name: input.custom_id, multiple: input.max_values > 1, required });
    for (const option of choices(input)) select.append(element('option', { value: option.value, textContent: option.label }));
    parts.push(select);
    return parts;
  }
  const field = element(input.style === 2 ? 'textarea' : 'input', {
    id,
    name: input.custom_id,
    placeholder: input.placeholder ?? '',
    value: input.value ?? '',
    required,
  });
  const most = input.max_length ?? 4000;
  const count = element('p', { className: 'count' });
  // Characters as Discord counts them, not UTF-16 units.
  const measure = () => {
    const length = [...field.value].length;
    count.textContent = `${length} / ${most} ${say('characters')}`;
    const least = input.min_length ?? 0;
    field.setCustomValidity(length > most || (length > 0 && length < least) ? `${least}–${most} ${say('characters')}` : '');
  };
  field.oninput = measure;
  measure();
  parts.push(field, count);
  return parts;
}

// ---- writing and commands ------------------------------------------------------------

const localized = (thing) => (language === 'ja' && thing.name_localizations?.ja) || thing.name;
const described = (thing) => (language === 'ja' && thing.description_localizations?.ja) || thing.description;

// Commands as people choose them: those of a group one by one.
function allCommands() {
  const found = [];
  const walk = (path, labels, thing, command) => {
    const inner = (thing.options ?? []).filter((option) => option.type <= 2);
    if (inner.length) inner.forEach((option) => walk([...path, option.name], [...labels, localized(option)], option, command));
    else found.push({ name: path.join(' '), label: labels.join(' '), options: thing.options ?? [], description: described(thing) });
  };
  for (const command of state.commands.filter((c) => c.type === 1)) walk([command.name], [localized(command)], command, command);
  return found;
}

function closeSuggestions() {
  $('suggestions').hidden = true;
  $('suggestions').replaceChildren();
}

function suggest() {
  const text = $('text').value;
  if (!text.startsWith('/')) return closeSuggestions();
  const typed = text.slice(1);
  const fitting = allCommands().filter((c) => c.name.startsWith(typed) || c.label.startsWith(typed));
  $('suggestions').hidden = fitting.length === 0;
  $('suggestions').replaceChildren(
    ...fitting.map((command) => {
      const button = element('button', { type: 'button' }, element('b', { textContent: `/${command.label}` }), ` ${command.description}`);
      button.dataset.command = command.name;
      button.onclick = () => choose(command);
      return button;
    }),
  );
}

function choose(command) {
  closeSuggestions();
  $('text').value = '';
  const send = (options) => interact(() => act('command', { channel: here, command: command.name, options }));
  if (command.options.length === 0) send({});
  else openCommand(command, send);
}

function openCommand(command, send) {
  const form = $('form').firstElementChild;
  form.replaceChildren(element('h2', { textContent: `/${command.label}` }));
  const values = () => {
    const options = {};
    for (const option of command.options) {
      const text = form.elements[option.name].value;
      if (text === '') continue;
      options[option.name] = { 4: Number, 10: Number, 5: (t) => t === 'true' }[option.type]?.(text) ?? text;
    }
    return options;
  };
  for (const option of command.options) form.append(...drawOption(command, option, values));
  const cancel = element('button', { type: 'button', textContent: say('cancel') });
  cancel.onclick = () => $('form').close();
  form.append(element('div', { className: 'end' }, cancel, element('button', { type: 'submit', className: 'style-1', textContent: say('send') })));
  form.onsubmit = (event) => {
    event.preventDefault();
    $('form').close();
    send(values());
  };
  $('form').showModal();
}

function drawOption(command, option, values) {
  const id = `option-${option.name}`;
  const words = localized(option) + (option.required ? '' : ` ${say('optional')}`);
  const parts = [element('label', { htmlFor: id, textContent: words }), element('p', { className: 'small', textContent: described(option) })];
  const fixed =
    option.choices?.map((choice) => ({ label: localized(choice), value: choice.value })) ??
    { 5: [{ label: '✓', value: 'true' }, { label: '✗', value: 'false' }] }[option.type] ??
    (option.type >= 6 && option.type <= 9 ? choices({ type: { 6: 5, 7: 8, 8: 6, 9: 7 }[option.type] }) : null);
  if (fixed) {
    const select = element('select', { id, name: option.name, required: option.required === true }, element('option', { value: '' }));
    for (const choice of fixed) select.append(element('option', { value: choice.value, textContent: choice.label }));
    return [...parts, select];
  }
  const input = element('input', { id, name: option.name, required: option.required === true, autocomplete: 'off' });
  if (!option.autocomplete) return [...parts, input];
  const list = element('div', { className: 'list' });
  let latest = 0;
  const complete = async () => {
    const mine = ++latest;
    const body = { channel: here, command: command.name, options: { ...values(), [option.name]: input.value }, focused: option.name };
    const answer = await act('autocomplete', body).catch(() => null);
    if (mine !== latest) return;
    list.replaceChildren(
      ...(answer?.choices ?? []).map((choice) => {
        const button = element('button', { type: 'button', textContent: choice.name });
        button.onclick = () => {
          input.value = choice.value;
          list.replaceChildren();
        };
        return button;
      }),
    );
  };
  input.oninput = complete;
  input.onfocus = complete;
  return [...parts, input, list];
}

// ---- the frame -----------------------------------------------------------------------

function drawWords() {
  document.documentElement.lang = language;
  $('menu').setAttribute('aria-label', say('menu'));
  $('who-label').textContent = say('who');
  $('banner').textContent = say('banner');
  $('guild').textContent = state?.guild.name ?? say('guild');
  $('clock-title').textContent = say('clock');
  $('explain').textContent = say('explain');
  $('send').textContent = say('send');
  $('language').textContent = say('other');
  $('text').setAttribute('aria-label', say('write'));
  const steps = document.querySelectorAll('[data-step]');
  ['hour', 'day', 'week'].forEach((step, at) => (steps[at].textContent = say(step)));
}

function tick() {
  if (!state) return;
  const now = new Date(Date.now() + state.clock.ahead_ms);
  $('time').textContent = now.toLocaleString(language, { timeZone: 'Asia/Tokyo', dateStyle: 'full', timeStyle: 'short' });
}

$('menu').onclick = () => {
  const open = $('side').classList.toggle('open');
  $('menu').setAttribute('aria-expanded', String(open));
};
$('who').onchange = (event) => {
  me = event.target.value;
  memory.set('me', me);
  $('messages').replaceChildren();
  attempt(refresh);
};
$('language').onclick = () => {
  language = language === 'ja' ? 'en' : 'ja';
  memory.set('language', language);
  drawWords();
  tick();
  attempt(refresh);
};
for (const button of document.querySelectorAll('[data-step]')) {
  button.onclick = () => attempt(() => ask('POST', '/practice/clock', { advance: Number(button.dataset.step) }));
}
$('text').oninput = suggest;
$('composer').onsubmit = async (event) => {
  event.preventDefault();
  const text = $('text').value;
  if (!text.trim()) return;
  if (text.startsWith('/')) {
    const typed = text.slice(1).trim();
    const command = allCommands().find((c) => c.name === typed || c.label === typed);
    const suggested = $('suggestions').querySelector('button');
    if (command) choose(command);
    else if (suggested) suggested.click();
    else notice(say('noCommand'));
    return;
  }
  const sent = await attempt(() => act('messages', { channel: here, content: text }));
  if (sent) {
    $('text').value = '';
    await attempt(refresh);
    $('messages').scrollTop = $('messages').scrollHeight;
  }
};
// Not the text field: a phone would open its keyboard over the answer.
$('form').addEventListener('close', () => $('messages').focus());
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  closeSuggestions();
  $('side').classList.remove('open');
});

async function follow() {
  for (;;) {
    try {
      if (!state) {
        await refresh();
        drawWords();
        tick();
      }
      if ($('notice').textContent === say('disconnected')) notice(null);
      const { revision } = await ask('GET', `/practice/changes?since=${state.revision}`);
      if (revision !== state.revision) {
        await refresh();
        tick();
      }
    } catch {
      notice(say('disconnected'));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      state = null;
    }
  }
}

setInterval(tick, 1000);
drawWords();
follow();
