import type { Act } from '../acts/act'
import { type Entity, type Field, kindOf } from '../entity'
import { mergeInput } from '../merging/merge'
import type { Program } from '../program'
import { operatorsOf } from '../records/filter'
import type { About, Described } from './about'

type Json = Record<string, unknown>

const REFERENCE = {
  type: 'object',
  properties: { id: { type: 'string', format: 'uuid' }, name: { type: ['string', 'null'] } },
}
const shown = (field: Field): Json =>
  field.kind === 'ref'
    ? REFERENCE
    : field.kind === 'refs'
      ? { type: 'array', items: REFERENCE }
      : kindOf(field).schema(field)

const json = (schema: Json) => ({ content: { 'application/json': { schema } } })
const ok = (schema: Json, description = 'OK') => ({ description, ...json(schema) })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const problem = { description: 'Refused', content: { 'application/problem+json': { schema: ref('Problem') } } }
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const ifMatch = {
  name: 'If-Match',
  in: 'header',
  schema: { type: 'string' },
  description: 'Version the caller saw, e.g. "7"; 412 when it is no longer that.',
}
const idempotency = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', maxLength: 200 },
  description: 'Makes a retry answer as the first time.',
}
const query = (name: string, schema: Json, description: string) => ({ name, in: 'query', schema, description })

/** The API's description, drawn from the declarations. A tenant's own fields are not in it; GET /api/metadata has them. */
export function openApi(program: Program, routes: readonly Described[]): Json {
  const schemas: Json = {
    Problem: {
      type: 'object',
      properties: {
        type: { type: 'string' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string' },
        code: { type: 'string' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
    Filter: {
      oneOf: [
        { type: 'object', properties: { and: { type: 'array', items: ref('Filter') } }, required: ['and'] },
        { type: 'object', properties: { or: { type: 'array', items: ref('Filter') } }, required: ['or'] },
        { type: 'object', properties: { not: ref('Filter') }, required: ['not'] },
        {
          type: 'object',
          properties: { field: { type: 'string' }, op: { type: 'string' }, value: {} },
          required: ['field', 'op'],
        },
      ],
    },
  }
  const paths: Record<string, Json> = {}
  for (const entity of program.entities) {
    schemas[entity.name] = {
      type: 'object',
      description: entity.label.join(' · '),
      properties: { id: { type: 'string', format: 'uuid' }, ...properties(entity, false) },
    }
    schemas[`${entity.name}Draft`] = {
      type: 'object',
      additionalProperties: false,
      properties: properties(entity, true),
    }
    Object.assign(paths, pathsOf(entity, program))
  }
  for (const { method, path, open, about } of routes) {
    if (about) paths[path] = { ...paths[path], [method]: operation(path, open, about) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Guanxi 关系',
      version: '0.1.0',
      description:
        'One API for the web client, integrations and the command line. Money is an integer of minor units, instants are RFC 3339 UTC, dates YYYY-MM-DD.',
    },
    security: [{ session: [] }, { key: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'guanxi_session' },
        key: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

/** A route that says of itself what it is for. */
function operation(path: string, open: boolean, { summary, query: asked = {}, body, form, answer }: About): Json {
  const names = Object.keys(body ?? {})
  const schema = {
    type: 'object',
    properties: Object.fromEntries(
      names.map(name => [
        name.replace('?', ''),
        { description: body![name], ...(form && name === 'file' ? { type: 'string', format: 'binary' } : {}) },
      ]),
    ),
    required: names.filter(name => !name.endsWith('?')),
  }
  return {
    tags: [path.startsWith('/api/{objects}') ? 'Every object' : path.split('/')[2]],
    summary,
    ...(open ? { security: [] } : {}),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...Object.entries(asked).map(([name, description]) => query(name, { type: 'string' }, description)),
    ],
    ...(body ? { requestBody: { content: { [form ? 'multipart/form-data' : 'application/json']: { schema } } } } : {}),
    responses: { 200: answer ? { description: answer } : ok({ type: 'object' }), default: problem },
  }
}

function properties(entity: Entity, draft: boolean): Json {
  const fields = Object.entries(entity.fields).filter(([, f]) => !draft || !f.readOnly)
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      {
        ...(draft ? kindOf(field).schema(field) : shown(field)),
        description: [
          field.label.slice(0, 2).join(' · '),
          field.dictionary && `dictionary ${field.dictionary}`,
          `filter: ${operatorsOf(field).join(' ')}`,
        ]
          .filter(Boolean)
          .join('; '),
      },
    ]),
  )
}

function pathsOf(entity: Entity, program: Program): Record<string, Json> {
  const tags = [entity.label[1]]
  const base = `/api/${entity.path}`
  const list = {
    type: 'object',
    properties: {
      items: { type: 'array', items: ref(entity.name) },
      nextCursor: { type: ['string', 'null'] },
      total: { type: ['integer', 'null'] },
    },
  }
  const queryBody = {
    type: 'object',
    properties: {
      fields: {},
      filter: ref('Filter'),
      sort: { type: 'string' },
      limit: { type: 'integer' },
      cursor: { type: 'string' },
      count: { enum: ['exact', 'estimate', 'none'] },
    },
  }
  const answers = (schema: Json, status = 200) => ({ [status]: ok(schema), default: problem })
  const acts = program.acts(entity.name).filter(a => !['create', 'update', 'delete', 'restore'].includes(a.name))
  return {
    [base]: {
      get: {
        tags,
        summary: `List ${entity.label[1].toLowerCase()}`,
        responses: answers(list),
        parameters: [
          query('fields', { type: 'string' }, 'Comma-separated; reaches through references: name,owner.name'),
          query('filter', { type: 'string' }, 'URL-encoded JSON of a Filter'),
          query('sort', { type: 'string' }, 'e.g. -updatedAt'),
          query('limit', { type: 'integer', maximum: 500 }, 'Page size, 50 unless given'),
          query('cursor', { type: 'string' }, 'nextCursor of the page before'),
          query('count', { enum: ['exact', 'estimate', 'none'] }, 'Whether total is wanted'),
          query('deleted', { enum: ['only'] }, 'The recycle bin'),
        ],
      },
      ...(entity.internal
        ? {}
        : {
            post: {
              tags,
              summary: 'Create',
              parameters: [idempotency, ...(entity.match ? [careful] : [])],
              requestBody: json(entity.match ? distinctDraft(entity) : ref(`${entity.name}Draft`)),
              responses: {
                ...answers(ref(entity.name), 201),
                ...(entity.match ? { 409: { ...problem, description: '`duplicates` has what it may be' } } : {}),
              },
            },
          }),
    },
    [`${base}/query`]: {
      post: { tags, summary: 'List with a long filter', requestBody: json(queryBody), responses: answers(list) },
    },
    [`${base}/aggregate`]: {
      post: {
        tags,
        summary: 'Group and measure',
        requestBody: json({
          type: 'object',
          properties: { groupBy: { type: 'array' }, measures: { type: 'array' }, filter: ref('Filter') },
        }),
        responses: answers({ type: 'object' }),
      },
    },
    [`${base}/{id}`]: {
      get: {
        tags,
        summary: 'Read',
        parameters: [id],
        responses: {
          ...answers(ref(entity.name)),
          ...(entity.match ? { 410: { ...problem, description: 'Merged into another: `mergedInto` names it' } } : {}),
        },
      },
      ...(entity.internal
        ? {}
        : {
            patch: {
              tags,
              summary: 'Change',
              parameters: [id, ifMatch],
              requestBody: json(ref(`${entity.name}Draft`)),
              responses: answers(ref(entity.name)),
            },
            delete: {
              tags,
              summary: 'Move to the recycle bin',
              parameters: [id, ifMatch],
              responses: { 204: { description: 'Done' }, default: problem },
            },
          }),
    },
    [`${base}/{id}/timeline`]: {
      get: {
        tags,
        summary: 'All that happened, newest first',
        parameters: [
          id,
          query('cursor', { type: 'string' }, 'nextCursor of the page before'),
          query('limit', { type: 'integer', maximum: 200 }, 'Page size, 30 unless given'),
          query('kinds', { type: 'string' }, 'Comma-separated: names of objects, change'),
        ],
        responses: answers({ type: 'object' }),
      },
    },
    [`${base}/{id}/history`]: {
      get: {
        tags,
        summary: 'Every field change',
        parameters: [
          id,
          query('cursor', { type: 'string' }, 'nextCursor of the page before'),
          query('limit', { type: 'integer', maximum: 200 }, 'Page size, 50 unless given'),
        ],
        responses: answers({ type: 'object' }),
      },
    },
    ...(entity.match ? mergingPaths(entity, base) : {}),
    ...(entity.internal
      ? {}
      : {
          [`${base}/{id}/restore`]: {
            post: {
              tags,
              summary: 'Take out of the recycle bin',
              parameters: [id],
              responses: answers(ref(entity.name)),
            },
          },
        }),
    ...Object.fromEntries(
      acts.map(act => [
        act.on === 'record' ? `${base}/{id}/${act.name}` : `${base}/${act.name}`,
        {
          post: {
            tags,
            summary: act.label[1],
            parameters: act.on === 'record' ? [id, ifMatch, idempotency] : [idempotency],
            requestBody: json(act.draft ? { allOf: [ref(`${entity.name}Draft`), inputOf(act)] } : inputOf(act)),
            responses: answers(ref(entity.name)),
          },
        },
      ]),
    ),
  }
}

const careful = {
  name: 'Prefer',
  in: 'header',
  schema: { type: 'string' },
  description: '`handling=strict`: 409 while what is very alike is not named in `distinctFrom`',
}
/** A draft, and of what it is said to be another than. */
const distinctDraft = (entity: Entity): Json => ({
  type: 'object',
  additionalProperties: false,
  properties: {
    ...properties(entity, true),
    distinctFrom: {
      type: 'array',
      maxItems: 20,
      description: 'Records that it looks like and is not, each with why',
      items: {
        type: 'object',
        required: ['id', 'reason'],
        properties: { id: { type: 'string', format: 'uuid' }, reason: { type: 'string', maxLength: 300 } },
      },
    },
  },
})

const inputOf = ({ input }: Act): Json => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(input).map(([name, f]) => [name, kindOf(f).schema(f)])),
  required: Object.entries(input)
    .filter(([, f]) => f.required)
    .map(([n]) => n),
})

/** What objects have whose duplicates are recognised, besides the acts merge and unmerge. */
function mergingPaths(entity: Entity, base: string): Record<string, Json> {
  const tags = [entity.label[1]]
  const answers = { 200: ok({ type: 'object' }), default: problem }
  const body = {
    type: 'object',
    properties: Object.fromEntries(Object.entries(mergeInput(entity)).map(([name, f]) => [name, kindOf(f).schema(f)])),
    required: ['from'],
  }
  return {
    [`${base}/duplicates`]: {
      post: {
        tags,
        summary: 'What a draft may duplicate, over all boards, best first',
        requestBody: json(ref(`${entity.name}Draft`)),
        responses: answers,
      },
    },
    [`${base}/{id}/merge-preview`]: {
      post: {
        tags,
        summary: 'What a merge would make, without doing it',
        parameters: [id],
        requestBody: json(body),
        responses: answers,
      },
    },
    [`${base}/{id}/merges`]: {
      get: { tags, summary: 'Merges into it that are not taken back', parameters: [id], responses: answers },
    },
  }
}
