import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Problem, post } from '../api'
import { useLang } from '../words'

/** What the server is asked to price; see POST /api/prices/quote. */
export interface Asked {
  account?: string | null
  currency?: string
  date?: string
  taxIncluded?: boolean
  lines: readonly {
    product: string
    quantity: number
    discount?: number
    unitPrice?: number
    configuration?: unknown
  }[]
}
export interface Step {
  code: string
  text: string
  from: number | null
  to: number
}
export interface QuotedLine {
  product: { id: string; name: string; code: string | null }
  quantity: number
  unitPrice: number | null
  regularPrice: number | null
  freeQuantity: number
  amount: number
  orderDiscount: number
  net: number
  tax: number
  gross: number
  taxPercent: number
  floor: number | null
  leadDays: number | null
  available: number | null
  steps: Step[]
  needs: string[]
  remarks: string[]
}
export interface Quoted {
  currency: string
  lines: QuotedLine[]
  amount: number
  orderDiscount: number
  net: number
  tax: number
  gross: number
  leadDays: number | null
  steps: Step[]
  complete: boolean
  needsApproval: boolean
}

/** Lines with their prices; while new ones are asked for, those before stay in sight. */
export function useQuote(asked: Asked) {
  const lang = useLang()
  return useQuery<Quoted, Problem>({
    queryKey: ['prices', 'quote', lang, asked],
    queryFn: () => post<Quoted>('/api/prices/quote', asked),
    enabled: asked.lines.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
