import type { Messages } from '../../core/i18n/messages'

export const forecastMessages: Messages = {
  'salesTarget.outOfReach': [
    '只能给自己管辖的人员和部门定目标',
    'You may only set targets for people and departments that are yours to lead',
  ],
  'salesTarget.fixed': [
    '目标的期间和归属不能改，删除后重新填写',
    'Whose target it is and for when can’t be changed; delete it and enter it again',
  ],
  'salesTarget.malformed': [
    '目标表不完整：每格写明期间、层级和归属，一次最多 1,000 格',
    'The sheet is incomplete: each cell names a period, a level and whose it is; at most 1,000 at once',
  ],
  'forecast.period': ['期间应如 2026-11、2026-Q4 或 2026', 'Give a period like 2026-11, 2026-Q4 or 2026'],
  'forecast.noSnapshot': ['那一周没有快照，选择列出的周', 'No snapshot was taken that week; choose one that is listed'],
  'forecast.outOfReach': [
    '只能调整自己和下属的预测',
    'You may only override your own forecast and that of your people',
  ],
  'forecast.over': ['期间已经结束，不能再调整', 'The period is over; its forecast stands'],
  'forecast.within': [
    '过去 {months} 个月里 {cases} 个走到「{stage}」的机会，{won} 个在 {last} 天内赢单，{lost} 个丢单',
    'Of {cases} deals that came to “{stage}” in the last {months} months, {won} were won and {lost} lost within {last} days',
  ],
  'forecast.withinAged': [
    '过去 {months} 个月里 {cases} 个走到「{stage}」满 {age} 天的机会，{won} 个在 {last} 天内赢单，{lost} 个丢单',
    'Of {cases} deals that were in “{stage}” for {age} days in the last {months} months, {won} were won and {lost} lost within {last} days',
  ],
  'forecast.between': [
    '过去 {months} 个月里 {cases} 个走到「{stage}」的机会，{won} 个在 {first} 到 {last} 天之间赢单，{lost} 个丢单',
    'Of {cases} deals that came to “{stage}” in the last {months} months, {won} were won and {lost} lost between {first} and {last} days later',
  ],
  'forecast.betweenAged': [
    '过去 {months} 个月里 {cases} 个走到「{stage}」满 {age} 天的机会，{won} 个在 {first} 到 {last} 天之间赢单，{lost} 个丢单',
    'Of {cases} deals that were in “{stage}” for {age} days in the last {months} months, {won} were won and {lost} lost between {first} and {last} days later',
  ],
  'forecast.few': ['同类机会不多，参照了整个流程的情况', 'Few like it, so the whole pipeline’s record counts too'],
}
