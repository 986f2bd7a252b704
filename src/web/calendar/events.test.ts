import { describe, expect, it } from 'vitest'
import type { Row } from '../api'
import { movedTask, taskEvent } from './events'

const visit = {
  id: 't',
  version: 3,
  subject: '上门拜访',
  status: 'open',
  startAt: '2026-11-24T06:30:00Z',
  endAt: '2026-11-24T07:30:00Z',
  dueAt: '2026-11-24T10:00:00Z',
  account: { name: '瑞谊' },
} as unknown as Row
const call = {
  id: 'c',
  version: 1,
  subject: '回电',
  status: 'open',
  startAt: null,
  endAt: null,
  dueAt: '2026-11-24T02:00:00Z',
} as unknown as Row

describe('moving a task in the calendar', () => {
  it('a visit dragged to tomorrow takes its end and its due time along', () => {
    expect(movedTask(visit, new Date('2026-11-25T06:30:00Z'), new Date('2026-11-25T07:30:00Z'))).toEqual({
      startAt: '2026-11-25T06:30:00.000Z',
      endAt: '2026-11-25T07:30:00.000Z',
      dueAt: '2026-11-25T10:00:00.000Z',
    })
  })
  it('a visit stretched by half an hour only ends later', () => {
    expect(movedTask(visit, new Date('2026-11-24T06:30:00Z'), new Date('2026-11-24T08:00:00Z'))).toEqual({
      startAt: '2026-11-24T06:30:00.000Z',
      endAt: '2026-11-24T08:00:00.000Z',
    })
  })
  it('a call that only has a due time moves that', () => {
    expect(movedTask(call, new Date('2026-11-24T03:00:00Z'), null)).toEqual({ dueAt: '2026-11-24T03:00:00.000Z' })
  })
})

it('a task names its customer and is not to be moved once done', () => {
  expect(taskEvent(visit)).toMatchObject({ title: '上门拜访 · 瑞谊', editable: true, allDay: false })
  expect(taskEvent({ ...visit, status: 'done' } as Row).editable).toBe(false)
})
