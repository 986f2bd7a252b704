// Runs before the first paint, so that a dark screen never flashes white.
const chosen = localStorage.getItem('theme')
const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
document.documentElement.dataset.theme = dark ? 'dark' : 'light'

// What every page asks first is asked while its code is still on the way; api/client.ts takes the answers.
if (location.pathname !== '/login') {
  const lang = localStorage.getItem('lang')
  const headers = { accept: 'application/json', ...(lang ? { 'x-lang': lang } : {}) }
  window.asked = Object.fromEntries(['/api/session', '/api/metadata'].map(path => [path, fetch(path, { headers })]))
}

// And so is the code of the page that the address names.
const page = location.pathname === '/' ? 'bench' : /[0-9a-f-]{36}$/.test(location.pathname) ? 'record' : 'list'
for (const link of document.querySelectorAll(`link[data-page~="${page}"]`)) link.rel = 'modulepreload'
