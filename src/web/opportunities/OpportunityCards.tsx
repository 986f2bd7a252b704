import type { ObjectMeta } from '../../core/metadata/types'
import type { Row } from '../api'
import { OddsCard } from '../forecasts/OddsCard'
import { BuyingMap } from './BuyingMap'
import { Splits } from './Splits'
import { StageLog } from './StageLog'

/** What stands at the right of an opportunity's page and no list of child records would show. */
export const OpportunityCards = ({ object, row }: { object: ObjectMeta; row: Row }) =>
  object.name === 'opportunity' ? (
    <>
      <BuyingMap object={object} row={row} />
      <Splits object={object} row={row} />
      <OddsCard object={object} row={row} />
      <StageLog object={object} row={row} />
    </>
  ) : null
