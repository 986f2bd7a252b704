import type { Messages } from '../../core/i18n/messages'

export const handoverMessages: Messages = {
  'handover.outOfReach': [
    '只能移交自己管理的人的记录',
    'You may only hand over what people you are responsible for have',
  ],
  'handover.rules': [
    '移交规则不完整：每条要写明给谁，最多 {max} 条',
    'A rule is incomplete: each says to whom; at most {max} rules',
  ],
  'handover.unknownObject': ['没有可移交的对象 {object}', 'There is no object {object} to hand over'],
  'handover.nobodySuch': ['接收人不存在', 'There is no such person to hand over to'],
  'handover.heirFrozen': ['{name} 已冻结，不能接收', '{name} is frozen and can’t take over'],
  'handover.heirElsewhere': [
    '{name} 在别的版块，由集团管理层移交',
    '{name} is on another board; ask headquarters to hand over',
  ],
  'handover.toThemselves': ['不能移交给本人', 'It can’t be handed to the same person'],
  'handover.running': [
    '这个人还有没结束的移交，等它结束',
    'A hand-over of this person is still running; wait for it to end',
  ],
  'handover.nothing': ['没有要移交的内容', 'There is nothing to hand over'],
  'handover.notDone': ['移交还没结束，或已经撤销', 'It has not ended yet, or has been undone'],
  'handover.title': ['{name} 的移交', 'Hand-over of {name}'],
  'handover.report': ['{name} 的 {count} 项已移交给 {people}', '{count} things of {name} were handed over to {people}'],
  'handover.toYou': ['{name} 的 {count} 项移交给你', '{count} things of {name} are yours now'],
  'handover.undone': [
    '{name} 的移交已撤销，退回 {count} 项',
    'The hand-over of {name} was undone; {count} things went back',
  ],
  'handover.staysBehind': [
    '{name} 已调到 {board}，留在原版块的 {count} 条记录待移交',
    '{name} now works on {board}; {count} records stay on the board before and wait to be handed over',
  ],
  'transfer.ids': ['选 1 到 500 条记录', 'Choose 1 to 500 records'],
  'transfer.alreadyTheirs': ['已经由 {name} 负责', 'It is {name}’s already'],
  'transfer.gives': ['{count} 条归 {name} 负责', '{count} will be {name}’s'],
  'transfer.moves': [
    '{count} 条从 {from} 移到 {to}，原版块的人不再看到',
    '{count} move from {from} to {to}, where the people of the old board no longer see them',
  ],
  'transfer.alongWith': ['一起移交：{what}', 'Going along: {what}'],
  'transfer.sharesEnd': ['{count} 个共享随之结束', '{count} shares end'],
  'transfer.already': ['{count} 条已经由 {name} 负责', '{count} are {name}’s already'],
}
