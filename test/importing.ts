import { expect } from 'vitest'
import { systemContext } from '../src/core/context'
import { exportJob } from '../src/core/exports/run'
import { importJob } from '../src/core/imports/run'
import type { Company, Who } from './company'

const BOUNDARY = 'form-of-a-test'

/** Posts a form with a file, as the import wizard does. */
export async function sendFile(
  company: Company,
  who: Who,
  path: string,
  file: string | Buffer,
  fileName: string,
  fields: Record<string, string> = {},
) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([
    Buffer.from(parts.join('') + head),
    Buffer.from(file),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ])
  const cookie = await company.signIn(who)
  const response = await company.app.inject({
    method: 'POST',
    url: path,
    payload,
    headers: { cookie, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  })
  return { status: response.statusCode, body: response.json() }
}

/** Brings a file in and waits until it is done. Answers the import as the API describes it. */
export async function bringIn(
  company: Company,
  who: Who,
  file: string | Buffer,
  fields: Record<string, string> = {},
  fileName = 'customers.csv',
) {
  const sent = await sendFile(company, who, '/api/imports', file, fileName, { object: 'accounts', ...fields })
  expect(sent, JSON.stringify(sent.body)).toMatchObject({ status: 202, body: { status: 'queued' } })
  await importJob.run(await systemContext(company.host, company.tenant), { id: sent.body.id })
  return (await company.as(who).get(`/api/imports/${sent.body.id}`)).body
}

/** Exports a list and answers the file's bytes. */
export async function takeOut(company: Company, who: Who, request: Record<string, unknown>): Promise<Buffer> {
  const asked = await company.as(who).post('/api/exports', { object: 'accounts', ...request })
  expect(asked, JSON.stringify(asked.body)).toMatchObject({ status: 202, body: { status: 'queued' } })
  await exportJob.run(await systemContext(company.host, company.tenant), { id: asked.body.id })
  const cookie = await company.signIn(who)
  const file = await company.app.inject({
    method: 'GET',
    url: `/api/exports/${asked.body.id}/file`,
    headers: { cookie },
  })
  expect(file.statusCode, file.body).toBe(200)
  return file.rawPayload
}
