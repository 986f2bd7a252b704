import { raw } from '../../core/db/statement'
import type { Slice } from '../../core/slice'
import { transferActs } from '../handovers'
import { basis, poolActs, poolReactions } from '../ownership'
import { followActs, news } from '../together'
import { lead } from './lead'

export { lead }

basis(lead, 'followUp', t => raw(`${t}.last_contact_at`))

/** Leads: unqualified interest, in pools until somebody takes it up. */
export const leads: Slice = {
  name: 'leads',
  entities: [lead],
  acts: [...followActs(lead), ...poolActs(lead), ...transferActs(lead)],
  reactions: [news(lead), ...poolReactions(lead)],
  dictionaries: [
    {
      name: 'leadStatus',
      label: ['线索状态', 'Lead status'],
      items: [
        ['new', '新线索', 'New'],
        ['working', '跟进中', 'Being worked'],
        ['qualified', '有效', 'Qualified', undefined, 'won'],
        ['invalid', '无效', 'Invalid', undefined, 'lost'],
      ],
    },
  ],
}
