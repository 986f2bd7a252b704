import { EditDocument, NewDocument, ORDER, QUOTE } from './DocumentEditor'

export const NewQuote = () => <NewDocument kind={QUOTE} />
export const EditQuote = () => <EditDocument kind={QUOTE} />
export const NewOrder = () => <NewDocument kind={ORDER} />
export const EditOrder = () => <EditDocument kind={ORDER} />
