import { raw } from '../../core/db/statement'
import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { transferActs } from '../handovers'
import { basis, exemption, poolActs, poolReactions } from '../ownership'
import { territoryReactions } from '../territories'
import { followActs, news } from '../together'
import { assignByRule } from './assignByRule'
import { captureAct } from './capture'
import { convert } from './convert'
import { leadDictionaries } from './dictionaries'
import { discard, reopen } from './discard'
import { lead } from './lead'
import { leadAssignmentRule } from './leadAssignmentRule'
import { leadConversion } from './leadConversion'
import { leadScoreRule } from './leadScoreRule'
import { leadMessages } from './messages'
import { scoreLeads, scoreNightly } from './rescoring'
import { leadRoutes } from './routes'
import { boundaries } from './rules'
import { scoring } from './score'
import { firstContact, stages } from './stages'
import { unconvert } from './unconvert'
import { webForm } from './webForm'
import './duties'

export { type Captured, capture, type Inquiry } from './capture'
export { lead, leadAssignmentRule, leadScoreRule, webForm }

learn(leadMessages)

basis(lead, 'followUp', t => raw(`${t}.last_contact_at`))
exemption(lead, 'closed', t => raw(`${t}.status in ('converted', 'invalid')`))

/** Leads: unqualified interest, captured, scored, given out, and turned into customers; in pools until somebody takes it up. */
export const leads: Slice = {
  name: 'leads',
  entities: [lead, leadConversion, leadScoreRule, leadAssignmentRule, webForm],
  acts: [
    convert,
    discard,
    reopen,
    unconvert,
    assignByRule,
    captureAct,
    ...followActs(lead),
    ...poolActs(lead),
    ...transferActs(lead),
  ],
  reactions: [
    stages,
    scoring,
    firstContact,
    news(lead),
    ...poolReactions(lead),
    ...territoryReactions(lead),
    ...boundaries,
  ],
  dictionaries: leadDictionaries,
  jobs: [scoreLeads, scoreNightly],
  routes: leadRoutes,
}
