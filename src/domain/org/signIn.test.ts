import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, PASSWORD } from '../../../test/company'
import { recoveryHash } from './oneTimeCode'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company?.close())

const tryToSignIn = (login: string, password: string, more = {}) =>
  company.with().post('/api/session', { login, password, ...more })

/** A new person, so that what happens to their log-in disturbs nobody. */
async function hire(login: string, more: Record<string, unknown> = {}) {
  const answer = await company.as('admin').post('/api/users', {
    name: login,
    login,
    roles: ['salesperson'],
    board: company.boards.marketing,
    password: PASSWORD,
    mustChangePassword: false,
    ...more,
  })
  expect(answer.status).toBe(201)
  return answer.body.id as string
}

describe('signing in', () => {
  it('answers who one is, where one works and what one may do, and sets a cookie that scripts cannot read', async () => {
    const answer = await tryToSignIn('zhou', PASSWORD)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      name: '周雨桐',
      user: { name: '周雨桐', login: 'zhou', lang: 'zh-CN' },
      board: { name: '营销中心' },
      tenant: { name: '丰禾传媒' },
      roles: [{ code: 'salesperson' }],
      mustChangePassword: false,
    })
    expect(answer.body.rights.account).toMatchObject({ read: 'own', create: true, export: false })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Max-Age/)
  })
  it('stays for fourteen days when asked to', async () => {
    expect(String((await tryToSignIn('zhou', PASSWORD, { remember: true })).headers['set-cookie'])).toMatch(
      /Max-Age=1209600/,
    )
  })
  it('works with the mobile number and the e-mail too', async () => {
    expect((await tryToSignIn('138 1001 2345', PASSWORD)).body.name).toBe('周雨桐')
    expect((await tryToSignIn('LiMin@fenghe.cn', PASSWORD)).body.name).toBe('李敏')
  })
  it('never tells which part was wrong', async () => {
    const [password, login] = [await tryToSignIn('zhou', 'not-the-one'), await tryToSignIn('nobody-here', PASSWORD)]
    expect([password.status, login.status]).toEqual([401, 401])
    expect(password.body).toEqual(login.body)
    expect(password.headers['content-type']).toMatch(/problem\+json/)
  })
  it('refuses what is no log-in at all with a sentence', async () => {
    for (const body of [{}, { login: 1, password: [] }, { login: 'zhou' }, null, []]) {
      const { status } = await company.with().post('/api/session', body)
      expect([400, 422]).toContain(status)
    }
  })
  it('is refused to a page of another site', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }
    expect((await company.with(foreign).post('/api/session', { login: 'zhou', password: PASSWORD })).status).toBe(403)
    const cookie = await company.signIn('zhou')
    expect(
      (await company.with({ cookie, origin: 'https://elsewhere.example' }).post('/api/accounts', { name: '外来' })).body
        .code,
    ).toBe('session.crossSite')
    expect((await company.with({ cookie, origin: 'https://elsewhere.example' }).get('/api/session')).status).toBe(200)
  })
  it('is needed for everything else', async () => {
    for (const path of [
      '/api/session',
      '/api/accounts',
      '/api/users',
      '/api/metadata',
      '/api/session/all',
      '/api/api-keys',
    ]) {
      expect((await company.with().get(path)).status, path).toBe(401)
      expect((await company.with({ cookie: 'guanxi_session=made-up' }).get(path)).status, path).toBe(401)
    }
  })
})

describe('after five failures', () => {
  it('even the right password has to wait, and so does a name nobody bears', async () => {
    await hire('qian')
    for (const login of ['qian', 'no-such-person']) {
      for (let i = 0; i < 5; i++) expect((await tryToSignIn(login, `guess-number-${i}`)).status).toBe(401)
      const locked = await tryToSignIn(login, PASSWORD)
      expect(locked.status).toBe(429)
      expect(locked.body.detail).toContain('1 分钟后再试')
      expect(locked.headers['retry-after']).toBe('60')
    }
  })
  it('made at the same moment, the sixth guess is not heard either', async () => {
    await hire('feng')
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => tryToSignIn('feng', `guess-number-${i}`)))
    expect(answers.filter(a => a.status === 401)).toHaveLength(5)
    expect(answers.filter(a => a.status === 429)).toHaveLength(7)
  })
  it('the same person may sign in many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => tryToSignIn('li', PASSWORD)))
    expect(answers.map(a => a.status)).toEqual(Array(8).fill(200))
  })
  it('an administrator helps with a new password, shown once', async () => {
    const id = await hire('pei')
    for (let i = 0; i < 5; i++) await tryToSignIn('pei', `guess-number-${i}`)
    const reset = await company.as('admin').post(`/api/users/${id}/resetPassword`)
    expect(reset.status).toBe(200)
    const answer = await tryToSignIn('pei', reset.body.password)
    expect(answer.body.mustChangePassword).toBe(true)
  })
})

describe('a first password', () => {
  it('opens nothing but its own change', async () => {
    await hire('tang', { mustChangePassword: undefined })
    const cookie = await company.signIn('tang')
    const tang = company.with({ cookie })
    const refused = await tang.get('/api/accounts')
    expect([refused.status, refused.body.code]).toEqual([403, 'session.passwordChangeRequired'])
    expect((await tang.get('/api/session')).body.mustChangePassword).toBe(true)

    const change = (current: string, next: string) => tang.post('/api/session/password', { current, next })
    expect((await change('wrong', 'Quite-new-1')).body.errors[0]).toMatchObject({
      field: 'current',
      code: 'session.currentWrong',
    })
    expect((await change(PASSWORD, 'short')).body.errors[0]).toMatchObject({ field: 'next', message: '至少 8 位' })
    expect((await change(PASSWORD, '12345678')).body.errors[0].code).toBe('password.common')
    expect((await change(PASSWORD, PASSWORD)).body.errors[0].code).toBe('password.unchanged')
    expect((await change(PASSWORD, 'Quite-new-1')).status).toBe(204)
    expect((await tang.get('/api/accounts')).status).toBe(200)
    expect((await tryToSignIn('tang', PASSWORD)).status).toBe(401)
    expect((await tryToSignIn('tang', 'Quite-new-1')).status).toBe(200)
  })
})

describe('two-factor log-in', () => {
  it('asks for a code once a first one came back, takes each code and each recovery code once, and can be switched off', async () => {
    await hire('shen')
    const shen = company.with({ cookie: await company.signIn('shen') })
    const started = (await shen.post('/api/session/two-factor')).body
    expect(started.uri).toMatch(/^otpauth:\/\/totp\//)
    expect(started.qr).toMatch(/^data:image\/png;base64,/)
    expect((await tryToSignIn('shen', PASSWORD)).status).toBe(200)

    expect((await shen.post('/api/session/two-factor/confirm', { otp: '000000x' })).status).toBe(422)
    const first = await generate({ secret: started.secret })
    const { recoveryCodes } = (await shen.post('/api/session/two-factor/confirm', { otp: first })).body
    expect(new Set(recoveryCodes).size).toBe(10)

    const asked = await tryToSignIn('shen', PASSWORD)
    expect([asked.status, asked.body.code]).toEqual([401, 'session.otpRequired'])
    expect((await tryToSignIn('shen', PASSWORD, { otp: first })).body.code).toBe('session.otpWrong')
    const next = await generate({ secret: started.secret, epoch: Math.floor(Date.now() / 1000) + 30 })
    expect((await tryToSignIn('shen', PASSWORD, { otp: next })).status).toBe(200)
    expect((await tryToSignIn('shen', PASSWORD, { otp: next })).status).toBe(401)
    expect((await tryToSignIn('shen', PASSWORD, { otp: recoveryCodes[0].toUpperCase() })).status).toBe(200)
    expect((await tryToSignIn('shen', PASSWORD, { otp: recoveryCodes[0] })).status).toBe(401)
    expect((await shen.get('/api/session/two-factor')).body).toEqual({ on: true, recoveryCodesLeft: 9 })

    expect((await shen.delete('/api/session/two-factor', { password: 'wrong' })).status).toBe(422)
    expect((await shen.delete('/api/session/two-factor', { password: PASSWORD })).status).toBe(204)
    expect((await tryToSignIn('shen', PASSWORD)).status).toBe(200)
  })
})

describe('the secret of two-factor log-in', () => {
  it('is sealed in the database; one from before is sealed when it is used', async () => {
    const id = await hire('xu')
    const xu = company.with({ cookie: await company.signIn('xu') })
    const { secret } = (await xu.post('/api/session/two-factor')).body
    await xu.post('/api/session/two-factor/confirm', { otp: await generate({ secret }) })
    const { owner } = company.database
    const stored = async () =>
      (await owner.query('select otp_secret from credentials where user_id = $1', [id])).rows[0].otp_secret
    expect(await stored()).toMatch(/^sealed:/)
    expect(await stored()).not.toContain(secret)

    await owner.query('update credentials set otp_secret = $2 where user_id = $1', [id, secret])
    const next = await generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })
    expect((await tryToSignIn('xu', PASSWORD, { otp: next })).status).toBe(200)
    expect(await stored()).toMatch(/^sealed:/)
  })

  it('is no use in another’s row; the recovery codes still are', async () => {
    const [from, to] = [await hire('sima'), await hire('zhuge')]
    const sima = company.with({ cookie: await company.signIn('sima') })
    const { secret } = (await sima.post('/api/session/two-factor')).body
    await company.database.owner.query(
      `update credentials set otp_on = true, recovery = array[$3], otp_secret = (select otp_secret from credentials where user_id = $1) where user_id = $2`,
      [from, to, recoveryHash('abcdef-ghjkmn')],
    )
    expect((await tryToSignIn('zhuge', PASSWORD, { otp: await generate({ secret }) })).status).toBe(401)
    expect((await tryToSignIn('zhuge', PASSWORD, { otp: 'abcdef-ghjkmn' })).status).toBe(200)
  })
})

describe('sessions', () => {
  it('are listed and can be ended one by one, all others at once, or by signing out', async () => {
    await hire('yu')
    const [one, two, three] = [await company.signIn('yu'), await company.signIn('yu'), await company.signIn('yu')]
    const mine = company.with({ cookie: one })
    const { items } = (await mine.get('/api/session/all')).body
    expect(items).toHaveLength(3)
    expect(items.filter((s: { current: boolean }) => s.current)).toHaveLength(1)

    const here = async (cookie: string) => (await company.with({ cookie }).get('/api/session')).status
    const other = (await company.with({ cookie: two }).get('/api/session/all')).body.items.find(
      (s: { current: boolean }) => s.current,
    )
    expect((await mine.delete(`/api/session/${other.id}`)).status).toBe(204)
    expect([await here(one), await here(two), await here(three)]).toEqual([200, 401, 200])
    expect((await company.as('zhou').delete(`/api/session/${items[0].id}`)).status).toBe(404)

    expect((await mine.delete('/api/session/all')).status).toBe(204)
    expect([await here(one), await here(three)]).toEqual([200, 401])
    const out = await mine.delete('/api/session')
    expect(out.status).toBe(204)
    expect(String(out.headers['set-cookie'])).toMatch(/guanxi_session=;/)
    expect(await here(one)).toBe(401)
  })
  it('keep a language and preferences', async () => {
    await hire('han')
    const han = company.with({ cookie: await company.signIn('han') })
    expect(
      (await han.patch('/api/session/preferences', { lang: 'en', theme: 'dark', panels: ['tasks'] })).body,
    ).toMatchObject({
      user: { lang: 'en' },
      preferences: { theme: 'dark', panels: ['tasks'] },
    })
    expect((await han.patch('/api/session/preferences', { panels: null })).body.preferences).toEqual({ theme: 'dark' })
    expect((await han.get('/api/session')).body).toMatchObject({ user: { lang: 'en' }, preferences: { theme: 'dark' } })
    expect((await han.patch('/api/session/preferences', { lang: 'fr' })).status).toBe(422)
    expect((await han.get('/api/accounts/nothing')).body.detail).toMatch(/^There is no such record/)
  })
})

describe('an API key', () => {
  it('does what its scope says for the person who made it, until it is revoked', async () => {
    const zhou = company.as('zhou')
    const made = await zhou.post('/api/api-keys', { name: '官网表单', scope: { accounts: 'read', contacts: 'write' } })
    expect(made.status).toBe(201)
    expect(made.body.key).toMatch(/^gx_/)
    const key = company.with({ authorization: `Bearer ${made.body.key}` })
    expect((await key.get('/api/accounts')).status).toBe(200)
    const account = (await zhou.post('/api/accounts', { name: '四川省江口酒业有限公司' })).body.id
    expect((await key.get(`/api/accounts/${account}`)).status).toBe(200)
    expect((await key.patch(`/api/accounts/${account}`, { name: '改名' })).status).toBe(403)
    expect((await key.post(`/api/accounts/${account}/follow`)).status).toBe(403)
    expect((await zhou.post(`/api/accounts/${account}/follow`)).status).toBe(200)
    expect((await key.post('/api/accounts', { name: '不行' })).status).toBe(403)
    expect((await key.get('/api/users')).status).toBe(403)
    expect((await key.post('/api/contacts', { name: '马丽' })).status).toBe(201)

    const kept = (await zhou.get('/api/api-keys')).body.items
    expect(kept.map((k: { name: string }) => k.name)).toEqual(['官网表单'])
    expect(JSON.stringify(kept)).not.toContain(made.body.key)
    expect((await company.as('li').delete(`/api/api-keys/${made.body.id}`)).status).toBe(404)
    expect((await zhou.delete(`/api/api-keys/${made.body.id}`)).status).toBe(204)
    expect((await key.get('/api/accounts')).status).toBe(401)
  })
  it('cannot make keys, end sessions or change the password', async () => {
    const { key } = (await company.as('li').post('/api/api-keys', { name: '全部' })).body
    const program = company.with({ authorization: `Bearer ${key}` })
    expect((await program.get('/api/users')).status).toBe(200)
    for (const answer of [
      await program.post('/api/api-keys', { name: '又一个' }),
      await program.get('/api/session/all'),
      await program.post('/api/session/password', { current: PASSWORD, next: 'Another-one-1' }),
      await program.post('/api/session/two-factor'),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'session.keyCannot'])
  })
  it('is refused with a scope or an end that makes no sense', async () => {
    const ask = (more: object) => company.as('li').post('/api/api-keys', { name: '错', ...more })
    for (const more of [
      { scope: { nothing: 'read' } },
      { scope: { accounts: 'all' } },
      { scope: 'read' },
      { expiresAt: '2020-01-01T00:00:00Z' },
      { expiresAt: 7 },
    ]) {
      expect((await ask(more)).status).toBe(422)
    }
  })
})
