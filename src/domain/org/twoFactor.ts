import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../core/acts/perform'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { about } from '../../core/http/about'
import { note } from '../../core/records/journal'
import { newRecoveryCodes, newSecret, openSecret, otpStep, recoveryHash, sealSecret } from './oneTimeCode'
import { isPassword } from './password'
import { signedIn, texts } from './sessions'

interface State {
  password: string | null
  otp_secret: string | null
  otp_on: boolean
  otp_step: number | null
  codes: number
}
const stateOf = async (ctx: Ctx): Promise<State> => {
  const [state] =
    await ctx.db.query<State>(sql`select password, otp_secret, otp_on, otp_step, coalesce(cardinality(recovery), 0) as codes
    from credentials where user_id = ${ctx.user.id} for update`)
  return state!
}

const CONFIRM = about('Switch it on with a first code; answers the recovery codes', { body: { otp: 'Six digits' } })
const SWITCH_OFF = about('Switch it off', { body: { password: 'To be sure' } })

/** Two-factor log-in with an authenticator app: start, confirm with a first code, switch off. */
export function twoFactorRoutes(app: FastifyInstance): void {
  app.get('/api/session/two-factor', about('Whether two-factor log-in is on'), async request =>
    inTransaction(signedIn(request), async ctx => {
      const { otp_on, codes } = await stateOf(ctx)
      return { on: otp_on, recoveryCodesLeft: codes }
    }),
  )

  // The secret counts only after a code made with it came back.
  app.post('/api/session/two-factor', about('Begin two-factor log-in: a secret and its QR code'), async request =>
    inTransaction(signedIn(request), async ctx => {
      if ((await stateOf(ctx)).otp_on) throw refuse('session.otpAlreadyOn')
      const made = await newSecret(ctx.user.login)
      const sealed = await sealSecret(ctx.dataDir, ctx.tenant, ctx.user.id, made.secret)
      await ctx.db.query(sql`update credentials set otp_secret = ${sealed} where user_id = ${ctx.user.id}`)
      return made
    }),
  )

  app.post('/api/session/two-factor/confirm', CONFIRM, async request => {
    const { otp } = texts(request.body, 'otp')
    return inTransaction(signedIn(request), async ctx => {
      const { otp_secret, otp_on, otp_step } = await stateOf(ctx)
      if (otp_on) throw refuse('session.otpAlreadyOn')
      if (!otp_secret) throw refuse('session.noOtpPending')
      const secret = await openSecret(ctx.dataDir, ctx.tenant, ctx.user.id, otp_secret)
      const step = await otpStep(secret, otp!, otp_step)
      if (step === null) throw invalid('otp', 'session.otpWrong')
      const recoveryCodes = newRecoveryCodes()
      await ctx.db.query(
        sql`update credentials set otp_on = true, otp_step = ${step}, recovery = ${recoveryCodes.map(recoveryHash)} where user_id = ${ctx.user.id}`,
      )
      await note(ctx, 'user', ctx.user.id, { act: 'twoFactorOn', title: ctx.user.name })
      return { recoveryCodes }
    })
  })

  app.delete('/api/session/two-factor', SWITCH_OFF, async (request, reply) => {
    const { password } = texts(request.body, 'password')
    await inTransaction(signedIn(request), async ctx => {
      if (!(await isPassword(password!, (await stateOf(ctx)).password)))
        throw invalid('password', 'session.currentWrong')
      await ctx.db.query(
        sql`update credentials set otp_on = false, otp_secret = null, otp_step = null, recovery = null where user_id = ${ctx.user.id}`,
      )
      await note(ctx, 'user', ctx.user.id, { act: 'twoFactorOff', title: ctx.user.name })
    })
    return reply.code(204).send()
  })
}
