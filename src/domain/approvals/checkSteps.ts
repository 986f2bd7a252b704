import { isId } from '../../core/entity'
import { isWellFormed } from '../../core/entity/text'
import { isObject } from '../../core/records/parse'

const DEPTH_MAX = 4
const PARTS_MAX = 60
const LIST_MAX = 50

const isText = (value: unknown, max: number, min = 1): boolean =>
  typeof value === 'string' && value.length >= min && value.length <= max && isWellFormed(value)
const isMissing = (value: unknown) => value === undefined || value === null
const only = (value: Record<string, unknown>, names: readonly string[]) =>
  Object.keys(value).every(name => names.includes(name))

const APPROVERS: Record<string, (value: Record<string, unknown>) => boolean> = {
  person: v =>
    only(v, ['by', 'people']) && Array.isArray(v.people) && v.people.length <= LIST_MAX && v.people.every(isId),
  role: v =>
    only(v, ['by', 'role', 'within']) && isText(v.role, 60, 0) && ['board', 'company'].includes(String(v.within)),
  manager: v =>
    only(v, ['by', 'level']) && Number.isInteger(v.level) && (v.level as number) >= 1 && (v.level as number) <= 10,
  departmentHead: v => only(v, ['by']),
  field: v => only(v, ['by', 'field']) && isText(v.field, 60, 0),
}
const areApprovers = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= LIST_MAX &&
  value.every(one => isObject(one) && Object.hasOwn(APPROVERS, String(one.by)) && APPROVERS[String(one.by)]!(one))

const isDays = (value: unknown) =>
  isMissing(value) || (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 365)
const areFieldRights = (value: unknown) =>
  isMissing(value) ||
  (isObject(value) &&
    Object.entries(value).every(
      ([name, access]) => isText(name, 60) && ['none', 'read', 'write'].includes(String(access)),
    ))

/** Whether steps have the form that definition.ts describes, whatever they mean. @returns the code of a sentence, or null */
export function checkSteps(value: unknown): string | null {
  let parts = 0
  const isPart = (part: Record<string, unknown>) =>
    ++parts <= PARTS_MAX &&
    isText(part.id, 40) &&
    isText(part.name, 60, 0) &&
    (isMissing(part.when) || isObject(part.when))
  const areSteps = (list: unknown, depth: number): boolean =>
    depth <= DEPTH_MAX &&
    Array.isArray(list) &&
    list.every(step => {
      if (!isObject(step) || !isPart(step)) return false
      if (step.kind === 'copy') return only(step, ['kind', 'id', 'name', 'when', 'to']) && areApprovers(step.to)
      if (step.kind === 'parallel')
        return (
          only(step, ['kind', 'id', 'name', 'when', 'branches']) &&
          Array.isArray(step.branches) &&
          step.branches.every(
            branch =>
              isObject(branch) &&
              only(branch, ['id', 'name', 'when', 'steps']) &&
              isPart(branch) &&
              areSteps(branch.steps, depth + 1),
          )
        )
      return (
        step.kind === 'decide' &&
        only(step, ['kind', 'id', 'name', 'when', 'approvers', 'mode', 'days', 'fields']) &&
        areApprovers(step.approvers) &&
        (step.mode === 'any' || step.mode === 'all') &&
        isDays(step.days) &&
        areFieldRights(step.fields)
      )
    })
  return areSteps(value, 1) ? null : 'approval.malformed'
}
