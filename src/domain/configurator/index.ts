import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { whatConfigurationsAdd } from '../prices'
import { configuration } from './configuration'
import { configurationModel } from './configurationModel'
import { resolveConfigurations } from './configure'
import { createConfiguration, soundModels, updateConfiguration } from './keep'
import { configuratorMessages } from './messages'
import { configuratorRoutes } from './routes'

export type { ConfiguredLine } from './configuration'
export type { Choices, Model, Option, Rule } from './screens/model'
export { type Configurator, configurator as configuratorOf } from './screens/solve'
export { configuration, configurationModel }

learn(configuratorMessages)
whatConfigurationsAdd(resolveConfigurations)

/** Products put together to a customer's wish (选配): options, rules between them, and what was chosen. */
export const configurator: Slice = {
  name: 'configurator',
  entities: [configurationModel, configuration],
  acts: [createConfiguration, updateConfiguration],
  reactions: [soundModels],
  routes: configuratorRoutes,
}
