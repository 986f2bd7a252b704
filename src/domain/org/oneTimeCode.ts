import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verify } from 'otplib'
import QRCode from 'qrcode'
import { sql } from '../../core/db/statement'
import type { Db } from '../../core/db/types'
import { isSealed, seal, unseal } from '../../core/seal'
import { hashToken } from './secrets'

/** Clocks of telephones are off by a little: the code before and the one after count too. */
const TOLERANCE_SECONDS = 30

/** The time step a code belongs to; null when it is not the secret's, or not newer than the last one used. */
export async function otpStep(secret: string, code: string, last: number | null): Promise<number | null> {
  const digits = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const result = await verify({ secret, token: digits, epochTolerance: TOLERANCE_SECONDS })
  if (!result.valid || !('timeStep' in result)) return null
  return last !== null && result.timeStep <= last ? null : result.timeStep
}

/** A person's secret as it is stored: who reads the database or a copy of it can make no codes. */
export const sealSecret = (dataDir: string, tenant: number, user: string, secret: string) =>
  seal(dataDir, secret, ownerOf(tenant, user))
/** The secret itself; one that was stored before secrets were sealed reads as it is. @throws when the key is not the one it was sealed with */
export const openSecret = async (dataDir: string, tenant: number, user: string, stored: string) =>
  isSealed(stored) ? unseal(dataDir, stored, ownerOf(tenant, user)) : stored
const ownerOf = (tenant: number, user: string) => `otp ${tenant} ${user}`

/** A new secret, the address an authenticator app reads, and its picture as a data URL. */
export async function newSecret(login: string): Promise<{ secret: string; uri: string; qr: string }> {
  const secret = generateSecret()
  const uri = generateURI({ issuer: 'Guanxi', label: login, secret })
  return { secret, uri, qr: await QRCode.toDataURL(uri, { margin: 1, width: 240 }) }
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const RECOVERY_CODES = 10
/** Ten codes for the day the telephone is lost, each good once; shown once, kept as hashes. 59 bits each. */
export const newRecoveryCodes = () =>
  Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: 12 }, (_, i) => (i === 6 ? '-' : '') + LETTERS[randomInt(LETTERS.length)]).join(''),
  )
export const recoveryHash = (code: string) =>
  hashToken(
    code
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ''),
  )

/** Uses up a recovery code; false when it is none. */
export async function spendRecoveryCode(db: Db, user: string, code: string): Promise<boolean> {
  const hash = recoveryHash(code)
  const [used] = await db.query(
    sql`update credentials set recovery = array_remove(recovery, ${hash}) where user_id = ${user} and recovery @> array[${hash}::text] returning 1 as used`,
  )
  return !!used
}
