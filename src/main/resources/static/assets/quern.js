// What the browser does by itself: times in the reader's zone, files that are dropped, keys, and
// what it says when the server goes away. Everything else is the server's.
const token = document.querySelector('meta[name="form-token"]')?.content ?? '';
const words = document.getElementById('words')?.dataset ?? {};
const main = () => document.getElementById('main');

// Times
const lang = document.documentElement.lang || undefined;
const clock = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'medium' });
function localTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) time.textContent = clock.format(at);
  }
}
localTimes(document);
document.addEventListener('htmx:load', (event) => localTimes(event.detail.elt));
document.addEventListener('htmx:configRequest', (event) => {
  if (event.detail.verb !== 'get') event.detail.headers['X-CSRF-TOKEN'] = token;
});

// The stream of a task is closed with its last word: its end is no fault that would be complained of
document.addEventListener('htmx:sseOpen', ({ detail: { source } }) => source.addEventListener('task', ({ data }) => { if (JSON.parse(data).status) source.close(); }));

// A number that follows the caret of a text, in code points
document.addEventListener('selectionchange', () => {
  const text = document.activeElement;
  const field = text?.id ? document.querySelector(`[data-caret="${text.id}"]`) : null;
  if (field && text.selectionStart > 0) field.value = [...text.value.slice(0, text.selectionStart)].length;
});

// Forms: no second click, a choice that acts at once, nothing lost without a word
const unsaved = new Set(document.querySelectorAll('form[data-guard="typed"]'));
// What acts on a stored text waits until the form has the same text
function holdBack() {
  for (const button of document.querySelectorAll('form[data-stored] button')) button.disabled = unsaved.size > 0;
  for (const words of document.querySelectorAll('[data-unsaved]')) words.hidden = unsaved.size === 0;
}
holdBack();
document.addEventListener('input', (event) => {
  const form = event.target.closest('form[data-guard]');
  if (form && !unsaved.has(form)) { unsaved.add(form); holdBack(); }
});
document.addEventListener('change', (event) => { if (event.target.matches('[data-submit]')) event.target.form.requestSubmit(); });
document.addEventListener('submit', (event) => {
  unsaved.delete(event.target);
  const button = event.submitter;
  // With something else unsaved one is asked first, and may stay
  if (button && event.target.method === 'post' && !unsaved.size) setTimeout(() => { button.disabled = true; button.setAttribute('aria-busy', 'true'); }, 0);
});
window.addEventListener('beforeunload', (event) => { if (unsaved.size) event.preventDefault(); });
window.addEventListener('pageshow', (event) => {
  if (event.persisted) for (const b of document.querySelectorAll('button[aria-busy]')) { b.disabled = false; b.removeAttribute('aria-busy'); }
});

// Away and back
const away = document.getElementById('away');
let gone = false;
async function alive() {
  try {
    return (await fetch('/alive', { cache: 'no-store', signal: AbortSignal.timeout(4000) })).ok;
  } catch { return false; }
}
async function look() {
  const here = document.visibilityState !== 'visible' && !gone ? true : await alive();
  if (!here && !gone) { gone = true; away.hidden = false; }
  if (here && gone) { gone = false; away.hidden = true; if (!unsaved.size) location.reload(); }
  setTimeout(look, gone ? 1000 : 5000);
}
if (away) { setTimeout(look, 2000); document.addEventListener('htmx:sendError', async () => { if (!gone && !(await alive())) { gone = true; away.hidden = false; } }); }

// Keys: j and k go through rows, Enter opens, / searches, arrows turn pages
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
  const rows = [...document.querySelectorAll('tr[data-row]')];
  const at = rows.findIndex((row) => row.classList.contains('here') || row.contains(document.activeElement));
  if ((event.key === 'j' || event.key === 'k') && rows.length) {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + (event.key === 'j' ? 1 : -1)))];
    rows[at]?.classList.remove('here'); next.classList.add('here'); next.querySelector('a')?.focus();
  } else if (event.key === '/') {
    const search = document.querySelector('input[type=search]');
    if (search) { search.focus(); event.preventDefault(); }
  } else {
    const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]:not([aria-disabled])`);
    if (link?.href) link.click();
  }
});

// What is posted without leaving the view: a refusal is said in the server's words
async function post(path, fields) {
  const reply = await fetch(path, { method: 'POST', headers: { 'X-CSRF-TOKEN': token, Accept: 'application/problem+json, */*' }, body: new URLSearchParams(fields) });
  if (!reply.ok) throw new Error((await reply.json().catch(() => null))?.detail ?? words.failed);
  return reply;
}

// An answer of the playground, shown as it is written
for (const form of document.querySelectorAll('form[data-stream]')) answer(form);
async function answer(form) {
  const part = (name) => form.parentElement.querySelector(name);
  const say = (element, text) => { element.append(text); element.hidden = false; };
  const line = ({ text, figures, reason }) => {
    if (text) say(part('.answer'), text);
    if (figures) say(part('.figures-line'), figures);
    if (reason) say(part('.fault'), reason);
  };
  try {
    const reply = await post(form.action, new FormData(form));
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (rest + read.value).split('\n');
      rest = lines.pop();
      lines.forEach((one) => line(JSON.parse(one)));
    }
  } catch (error) { say(part('.fault'), error.message || words.failed); }
  part('.answer').removeAttribute('aria-busy');
  form.hidden = true;
}

// A chunk that is chosen is marked in the text
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-chunk]');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  choose(link.dataset.chunk);
  history.replaceState(null, '', link.href);
});
function choose(id) {
  let first = null;
  for (const piece of document.querySelectorAll('.piece')) {
    const is = (piece.dataset.chunks ?? '').split(' ').includes(id); // white space between chunks has none
    piece.classList.toggle('chosen', is);
    if (is) first ??= piece;
  }
  for (const item of document.querySelectorAll('.list li')) item.classList.toggle('chosen', item.dataset.chunk === id);
  show(first);
}
function show(piece) {
  const paper = piece?.closest('.paper');
  if (paper) paper.scrollTop += piece.getBoundingClientRect().top - paper.getBoundingClientRect().top - 40;
}
show(document.querySelector('.piece.chosen'));

// Files that are dropped
const images = /\.(png|jpe?g|webp|gif|bmp)$/i;
for (const form of document.querySelectorAll('form[data-drop]')) {
  const input = form.querySelector('input[type=file]');
  input.addEventListener('change', () => send(form, [...input.files]).then(() => { input.value = ''; }));
  form.addEventListener('submit', (event) => event.preventDefault());
}
for (const kind of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(kind, (event) => {
    const form = document.querySelector('form[data-drop]');
    if (!form || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    form.classList.toggle('over', kind === 'dragover');
    if (kind === 'drop') {
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      const files = entries.length ? Promise.all(entries.map(filesOf)).then((all) => all.flat()) : Promise.resolve([...event.dataTransfer.files]);
      files.then((all) => send(form, all));
    }
  });
}
function filesOf(entry) {
  if (entry.name.startsWith('.')) return Promise.resolve([]);
  if (entry.isFile) return new Promise((done, fail) => entry.file((file) => done([file]), fail));
  const reader = entry.createReader();
  const all = [];
  return new Promise((done, fail) => {
    const next = () => reader.readEntries((some) => {
      if (some.length) { all.push(...some); next(); } else Promise.all(all.map(filesOf)).then((found) => done(found.flat()), fail);
    }, fail);
    next();
  });
}
const ask = async (path, fields) => (await post(path, fields)).json();
async function send(form, files) {
  if (!files.length) return;
  const list = form.querySelector('.uploads');
  let project = form.dataset.project;
  try {
    project ||= (await ask('/projects/named', { name: form.elements.project.value })).id;
  } catch (error) { row(list, form.elements.project.value).bad(error.message); return; }
  let started = 0;
  for (const file of files) {
    const line = row(list, file.name);
    const kind = images.test(file.name) ? 'image' : 'file';
    let made = null;
    try {
      [made] = await upload(`/api/projects/${project}/${kind}s`, file, line);
      line.say(words.starting);
      const { tasks } = await ask(`/projects/${project}/process`, { [kind]: made.id });
      line.done(tasks ? words.done : words.idle);
      if (tasks) started++;
    } catch (error) { line.bad(made ? words.stored.replace('{0}', () => error.message) : error.message); }
  }
  if (started === files.length) { location.assign(`/projects/${project}/tasks`); return; }
  // Some lines are to be read: the view stays, and is told that there is more than it shows
  const after = form.querySelector('.after');
  after.hidden = false;
  for (const link of after.querySelectorAll('a')) link.href = `/projects/${project}/${link.dataset.tab}`;
  form.dispatchEvent(new Event('sent', { bubbles: true }));
}
function row(list, name) {
  const item = document.createElement('li');
  const label = document.createElement('span'); label.textContent = name;
  const bar = document.createElement('progress'); bar.max = 1; bar.value = 0; bar.setAttribute('aria-label', name);
  const state = document.createElement('span'); state.textContent = words.uploading;
  item.append(label, bar, state); list.append(item);
  return {
    bar,
    say(text) { state.textContent = text; bar.removeAttribute('value'); },
    done(text) { state.textContent = text; bar.value = 1; },
    bad(text) { bar.remove(); state.textContent = text; state.className = 'bad'; },
  };
}
function upload(path, file, line) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    const body = new FormData(); body.append('file', file, file.name);
    request.open('POST', path); request.setRequestHeader('X-CSRF-TOKEN', token); request.responseType = 'json';
    request.upload.onprogress = (event) => { if (event.lengthComputable) line.bar.value = event.loaded / event.total; };
    request.upload.onload = () => line.say(words.starting);
    request.onerror = () => fail(new Error(words.failed));
    request.onload = () => (request.status === 201 ? done(request.response) : fail(new Error(request.response?.detail ?? words.failed)));
    request.send(body);
  });
}

// Prompts: which placeholders a text has, as one types
for (const area of document.querySelectorAll('textarea[data-placeholders]')) {
  const known = area.dataset.placeholders.split(' ').filter(Boolean);
  const optional = (area.dataset.optional ?? '').split(' ');
  const says = document.getElementById(area.getAttribute('aria-describedby'));
  const check = () => {
    const used = [...area.value.matchAll(/\{([a-z_]+)\}/g)].map((m) => m[1]);
    const missing = known.filter((name) => !optional.includes(name) && !used.includes(name));
    const foreign = [...new Set(used)].filter((name) => !known.includes(name));
    for (const badge of says.querySelectorAll('[data-name]')) {
      badge.classList.toggle('bad', missing.includes(badge.dataset.name));
      badge.classList.toggle('good', used.includes(badge.dataset.name));
    }
    const other = says.querySelector('.foreign');
    other.hidden = !foreign.length;
    other.querySelector('code').textContent = foreign.map((name) => `{${name}}`).join(' ');
    area.setAttribute('aria-invalid', String(missing.length + foreign.length > 0));
  };
  area.addEventListener('input', check); check();
}

// Exports: the first records as they will be written, and the count
for (const form of document.querySelectorAll('form[data-export]')) {
  const out = document.getElementById('preview');
  const count = document.getElementById('export-count');
  const download = form.querySelector('#download');
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
    history.replaceState(null, '', `?${query}`);
    try {
      const reply = await fetch(`${form.action}/preview?${query}`);
      let text = '', total = '', refused = false;
      if (reply.status === 404) text = await firstLines(`${form.action}?${query}`);
      else {
        const body = await reply.json();
        refused = !reply.ok;
        if (refused) text = body.detail;
        else {
          text = body.first.map((one) => (typeof one === 'string' ? one : JSON.stringify(one, null, 2))).join('\n');
          total = out.dataset.count.replace('{0}', new Intl.NumberFormat(lang).format(body.count));
        }
      }
      if (mine === asked) { out.textContent = text || out.dataset.none; count.textContent = total; download.disabled = refused; }
    } catch (error) { if (mine === asked) out.textContent = error.message; }
  };
  form.addEventListener('change', show);
  show();
}
async function firstLines(path) {
  const reply = await fetch(path);
  if (!reply.ok) return (await reply.json()).detail;
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (text.split('\n').length <= 3 && text.length < 20000) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return text.split('\n').slice(0, 3).join('\n');
}

// Imports: the file as it is, and REST's own report
for (const form of document.querySelectorAll('form[data-import]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const report = document.getElementById('report');
    const query = new URLSearchParams([...new FormData(form)].filter(([name]) => name !== 'file'));
    report.hidden = false; report.textContent = words.uploading;
    try {
      const reply = await fetch(`${form.dataset.to}?${query}`, { method: 'POST', headers: { 'X-CSRF-TOKEN': token, 'Content-Type': 'application/octet-stream' }, body: form.elements.file.files[0] });
      const body = await reply.json();
      report.textContent = reply.ok ? JSON.stringify(body, null, 2) : body.detail;
      document.querySelector('form[data-export]').dispatchEvent(new Event('change')); // the records are others now
    } catch (error) { report.textContent = error.message; }
  });
}
