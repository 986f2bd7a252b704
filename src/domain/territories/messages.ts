import type { Messages } from '../../core/i18n/messages'

export const territoryMessages: Messages = {
  'territory.codes': ['应为一组不重复的代码，最多 200 个', 'Give a list of different codes, at most 200'],
  'territory.unknownCode': ['没有「{code}」，重新选择', 'There is no “{code}”; choose again'],
  'territory.tooManyWays': [
    '条件的组合超过 {max} 种，分成几个区域',
    'More than {max} combinations of conditions; make several territories of it',
  ],
  'territory.elsewhere': ['{name} 不在这个版块', '{name} is not on this board'],
  'territory.otherBoard': [
    '只能划分本版块的区域，别的版块由集团管理层划分',
    'You may only draw territories of your own board; headquarters does the others',
  ],
  'territory.fixed': [
    '区域不能换版块。在那个版块新建一个',
    'A territory stays on its board; make a new one on the other',
  ],
  'territory.round': ['上级区域不能是它自己或它的下级', 'It can’t be part of itself or of its own parts'],
  'territory.hasParts': [
    '它有 {count} 个下级区域，先改它们的上级',
    'It has {count} parts; give those another larger territory first',
  ],
  'territory.running': [
    '这个版块的区域调整还没结束，等它结束',
    'A realignment of this board is still running; wait for it to end',
  ],
  'territory.nothing': ['没有要调整的客户和线索', 'No account or lead has to change'],
  'territory.notDone': ['调整还没结束，或已经撤销', 'It has not ended yet, or has been undone'],
  'territory.realignmentTitle': ['{board} 的区域调整', 'Realignment of {board}'],
  'territory.toYou': ['区域调整后，{count} 条记录由你负责', 'After the realignment {count} more records are yours'],
  'territory.backFromYou': [
    '区域调整已撤销，{count} 条记录退回原负责人',
    'The realignment was undone; {count} records went back to their owners',
  ],
}
