import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { isSealed, seal, unseal } from './seal'

const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-seal-'))
const other = mkdtempSync(join(tmpdir(), 'guanxi-seal-'))
afterAll(() => {
  for (const one of [dataDir, other]) rmSync(one, { recursive: true, force: true })
})

it('reads what was sealed, with a key that nobody else may read', async () => {
  const [sealed, again] = await Promise.all([
    seal(dataDir, 'JBSWY3DP 关系', 'zhou'),
    seal(dataDir, 'JBSWY3DP 关系', 'zhou'),
  ])
  expect(isSealed(sealed)).toBe(true)
  expect(sealed).not.toContain('JBSWY3DP')
  expect(sealed).not.toBe(again)
  expect(await unseal(dataDir, sealed, 'zhou')).toBe('JBSWY3DP 关系')
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
})

it('refuses another owner, another key, and what was changed', async () => {
  const sealed = await seal(dataDir, 'JBSWY3DP', 'zhou')
  await expect(unseal(dataDir, sealed, 'wang')).rejects.toThrow()
  await expect(unseal(other, sealed, 'zhou')).rejects.toThrow()
  const at = sealed.length - 4
  const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
  await expect(unseal(dataDir, changed, 'zhou')).rejects.toThrow()
  await expect(unseal(dataDir, sealed.slice(0, 20), 'zhou')).rejects.toThrow()
})

it('does not make a new key where a broken one stands', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'guanxi-seal-'))
  writeFileSync(join(broken, 'secret.key'), 'half')
  await expect(seal(broken, 'JBSWY3DP', 'zhou')).rejects.toThrow('secret.key')
  rmSync(broken, { recursive: true, force: true })
})
