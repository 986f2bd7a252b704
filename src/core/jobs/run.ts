import { setTimeout as wait } from 'node:timers/promises'
import {
  type CronMatcher,
  Logger,
  parseCronItems,
  parseCrontab,
  type Runner,
  run,
  type TaskList,
} from 'graphile-worker'
import type { PoolClient } from 'pg'
import { type Host, systemContext } from '../context'
import type { Job } from '../slice'
import { inChina } from './china'

const CONCURRENT = 2
const RETRY_MS = 2_000

/**
 * Runs the jobs of all slices. Where several processes share a database one of them works and the others wait to take
 * over: what the last one left locked when it died is then free at once. A job may therefore run twice.
 */
export function startJobs(host: Host): { stop(): Promise<void> } {
  const jobs = host.program.slices.flatMap(slice => slice.jobs ?? [])
  let stopped = false
  let leader: PoolClient | undefined
  let runner: Runner | undefined

  async function lead() {
    const client = await host.database.owner.connect()
    leader = client
    const lost = new Promise<void>(done => client.once('end', done))
    try {
      await Promise.race([client.query(`select pg_advisory_lock(hashtext('guanxi jobs'))`), lost])
      if (stopped) return
      await freeAbandoned(client)
      runner = await work(host, jobs)
      await lost
    } finally {
      await runner?.stop().catch(() => {})
      runner = undefined
      leader = undefined
      client.release(true)
    }
  }
  const done = (async () => {
    while (!stopped) {
      await lead().catch(error => stopped || host.log.error(error, 'jobs'))
      if (!stopped) await wait(RETRY_MS)
    }
  })()

  return {
    async stop() {
      stopped = true
      await runner?.stop().catch(() => {})
      runner = undefined
      // Closing the connection gives up the lock and ends the wait for it.
      ;(leader as unknown as { connection: { stream: { destroy(): void } } } | undefined)?.connection.stream.destroy()
      await done
    },
  }
}

async function freeAbandoned(client: PoolClient) {
  const schema = await client.query(`select to_regclass('graphile_worker._private_jobs') as there`)
  if (!schema.rows[0].there) return
  await client.query(`select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker._private_jobs where locked_by is not null having count(*) > 0`)
}

function work(host: Host, jobs: readonly Job[]): Promise<Runner> {
  const taskList: TaskList = {}
  for (const job of jobs) {
    taskList[job.name] = async given => {
      const { tenant, payload } = given as { tenant: number; payload: unknown }
      await job.run(await systemContext(host, tenant), payload)
    }
    if (!job.cron) continue
    taskList[`each tenant: ${job.name}`] = async (_payload, { addJob }) => {
      const { rows } = await host.database.owner.query<{ id: number }>('select id from tenants order by id')
      for (const { id } of rows) {
        await addJob(job.name, { tenant: id, payload: null }, { jobKey: `${id}:${job.name}:cron` })
      }
    }
  }
  return run({
    pgPool: host.database.owner,
    taskList,
    parsedCronItems: parseCronItems(
      jobs
        .filter(job => job.cron)
        .map(job => ({ task: `each tenant: ${job.name}`, identifier: job.name, match: matcherOf(job.cron!) })),
    ),
    concurrency: CONCURRENT,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') host.log.error(message)
      else if (level === 'warning') host.log.warn(message)
    }),
  })
}

function matcherOf(cron: string): CronMatcher {
  const [item] = parseCrontab(`${cron} task`)
  return utc => item!.match(inChina(utc))
}
