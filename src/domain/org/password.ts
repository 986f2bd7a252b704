import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { invalid } from '../../core/acts/refusal'
import { isWellFormed } from '../../core/entity/text'

const MIN = 8
/** Longer ones only cost time to hash. */
const MAX = 200
/** What attackers try first, and people choose first. */
const COMMON = new Set(
  `12345678 123456789 1234567890 87654321 00000000 11111111 22222222 33333333 55555555 66666666 77777777 88888888 99999999 11223344
  12341234 12344321 123123123 123321123 1qaz2wsx 1q2w3e4r 1qaz@wsx qwertyui qwertyuiop qwer1234 qwerty123 asdfghjk asdfasdf asdf1234 zxcvbnm1
  password password1 password123 p@ssw0rd passw0rd admin123 admin888 administrator abcd1234 abc12345 a1234567 a12345678 aa123456 a123456789
  abcdefgh iloveyou woaini1314 woaini520 5201314520 1314520520 wodemima welcome1 letmein1 changeme guanxi123 guanxi888 qq123456 test1234`.split(
    /\s+/,
  ),
)

/** Parameters of argon2id: 19 MiB, two passes, one lane (the library's defaults, OWASP's first choice). */
export const hashPassword = (password: string) => hash(password)

/** A hash of something nobody knows, so that an unknown log-in name costs the same time as a known one. */
let nobody: Promise<string> | undefined

/** True when `password` is the one that was hashed. Takes its time also when there is none. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  nobody ??= hash(temporaryPassword())
  const matches = await verify(hashed ?? (await nobody), password.slice(0, MAX))
  return matches && hashed !== null
}

/** @throws 422 for a password that is too short, too common or the log-in name; `field` is where the form shows it */
export function checkPassword(password: unknown, login: string, field = 'password'): string {
  const refuse = (code: string, params: Record<string, string | number> = {}) => invalid(field, code, params)
  if (typeof password !== 'string' || !isWellFormed(password)) throw refuse('field.notText')
  if (password.length < MIN) throw refuse('password.short', { min: MIN })
  if (password.length > MAX) throw refuse('password.long', { max: MAX })
  const plain = password.toLowerCase()
  if (login && plain === login.toLowerCase()) throw refuse('password.isLogin')
  if (COMMON.has(plain) || /^(.)\1*$/u.test(plain)) throw refuse('password.common')
  return password
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
/** For the first log-in, to be read out or typed from paper: no letters that look alike. 69 bits. */
export const temporaryPassword = () =>
  Array.from({ length: 14 }, (_, i) => (i === 4 || i === 9 ? '-' : '') + LETTERS[randomInt(LETTERS.length)]).join('')
