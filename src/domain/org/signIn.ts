import { Refusal } from '../../core/acts/refusal'
import type { Host } from '../../core/context'
import { sql } from '../../core/db/statement'
import type { Db } from '../../core/db/types'
import { isSealed } from '../../core/seal'
import { failureCount, waitMs } from './attempts'
import { openSecret, otpStep, sealSecret, spendRecoveryCode } from './oneTimeCode'
import { isPassword } from './password'
import { inTurn } from './turn'

const MINUTE_MS = 60_000
/** Failures from one address within ten minutes before it has to wait: an office behind one address still gets in. */
const ADDRESS_MAX = 100
const byAddress = failureCount(10 * MINUTE_MS)
/** Names nobody bears are locked as known ones are, so that a lock tells nothing. */
const byUnknownName = failureCount(24 * 60 * MINUTE_MS)
const turn = inTurn()

export interface SignedIn {
  tenant: number
  user: string
  mustChange: boolean
}
interface Candidate {
  tenant: number
  user: string
}
interface Credentials {
  password: string | null
  must_change: boolean
  otp_secret: string | null
  otp_on: boolean
  otp_step: number | null
  failures: number
  locked_until: string | null
}

const wrong = (code = 'session.wrong') => new Refusal(code, {}, 401)
const locked = (forMs: number) =>
  new Refusal('session.locked', { minutes: Math.max(1, Math.ceil(forMs / MINUTE_MS)) }, 429)

/**
 * Finds out whether somebody is who they say. `login` is a log-in name, mobile number or e-mail.
 * @throws 401 that does not tell which part was wrong, 429 when it is too early to try again
 */
export function proveIdentity(
  host: Pick<Host, 'database' | 'dataDir' | 'log'>,
  login: string,
  password: string,
  otp: string | undefined,
  address: string,
): Promise<SignedIn> {
  const name = login.normalize('NFKC').trim().toLowerCase()
  if (byAddress.count(address) >= ADDRESS_MAX)
    return Promise.reject(locked(10 * MINUTE_MS - byAddress.sinceLastMs(address)))
  return turn(name, async () => {
    try {
      return await prove(host, name, password, otp)
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'session.otpRequired') byAddress.add(address)
      throw error
    }
  })
}

async function prove(
  host: Parameters<typeof proveIdentity>[0],
  name: string,
  password: string,
  otp: string | undefined,
): Promise<SignedIn> {
  const { database } = host
  const candidates = await database
    .tenant(0)
    .query<Candidate>(sql`select tenant_id as tenant, user_id as user from wall.login_candidates(${name})`)
  if (candidates.length === 0) return refuseUnknown(name, password)
  let wait = 0
  const failed: Candidate[] = []
  for (const { tenant, user } of candidates) {
    const db = database.tenant(tenant)
    const [credentials] = await db.query<Credentials>(
      sql`select password, must_change, otp_secret, otp_on, otp_step, failures, locked_until from credentials where user_id = ${user}`,
    )
    const left = credentials?.locked_until ? Date.parse(credentials.locked_until) - Date.now() : 0
    if (left > 0) wait = Math.max(wait, left)
    else if (await isPassword(password, credentials?.password ?? null)) {
      if (credentials!.otp_on) await checkOneTimeCode(host, { tenant, user }, credentials!, otp)
      await db.query(
        sql`update credentials set failures = 0, locked_until = null where user_id = ${user} and failures > 0`,
      )
      return { tenant, user, mustChange: credentials!.must_change }
    } else failed.push({ tenant, user })
  }
  for (const { tenant, user } of failed) await addFailure(database.tenant(tenant), user)
  throw wait > 0 ? locked(wait) : wrong()
}

async function refuseUnknown(name: string, password: string): Promise<never> {
  const left = waitMs(byUnknownName.count(name)) - byUnknownName.sinceLastMs(name)
  if (left > 0) throw locked(left)
  await isPassword(password, null)
  byUnknownName.add(name)
  throw wrong()
}

async function checkOneTimeCode(
  { database, dataDir, log }: Parameters<typeof proveIdentity>[0],
  { tenant, user }: Candidate,
  { otp_secret, otp_step }: Credentials,
  otp: string | undefined,
): Promise<void> {
  if (!otp) throw wrong('session.otpRequired')
  const db = database.tenant(tenant)
  // Without its key the secret is lost, and recovery codes are what is left.
  const secret = await openSecret(dataDir, tenant, user, otp_secret!).catch(error => {
    log.error(
      error,
      'A two-factor secret can not be opened: secret.key in the data directory is not the one it was sealed with',
    )
    return null
  })
  const step = secret && (await otpStep(secret, otp, otp_step))
  if (secret && step !== null) {
    const sealed = isSealed(otp_secret!) ? otp_secret : await sealSecret(dataDir, tenant, user, secret)
    // A code is good once: the step moves on, and of two requests with the same code only one moves it.
    const [used] = await db.query(
      sql`update credentials set otp_step = ${step}, otp_secret = ${sealed} where user_id = ${user} and (otp_step is null or otp_step < ${step}) returning 1 as used`,
    )
    if (used) return
  } else if (await spendRecoveryCode(db, user, otp)) return
  await addFailure(db, user)
  throw wrong('session.otpWrong')
}

async function addFailure(db: Db, user: string): Promise<void> {
  const [now] = await db.query<{ failures: number }>(
    sql`update credentials set failures = failures + 1 where user_id = ${user} returning failures`,
  )
  const wait = now ? waitMs(now.failures) : 0
  if (wait > 0)
    await db.query(
      sql`update credentials set locked_until = ${new Date(Date.now() + wait).toISOString()} where user_id = ${user}`,
    )
}
