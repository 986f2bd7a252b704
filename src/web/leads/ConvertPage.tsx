import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { asProblem, get, type Problem, type Row, refresh, useAct, useObject, useRecord } from '../api'
import { inputValue, isEmpty, isNamed, type Named } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import '../generic/form/form.css'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Badge } from '../kit/Chip'
import { Icon } from '../kit/Icon'
import { Checkbox } from '../kit/Input'
import { Kbd } from '../kit/Kbd'
import { ErrorState, NoRights, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './leads.css'
import * as words from './words'

interface Candidate {
  object: string
  id: string
  name: string
  score: number
  reasons: string[]
  masked: boolean
  hint: string
  account: Named | null
}
interface Plan {
  accountName: string
  contactName: string | null
  opportunityName: string
  candidates: Candidate[]
  collides: boolean
}

/** What becomes of a lead: the customer that may be there already, the contact, the opportunity. Without a collision one press. */
export function ConvertPage() {
  const w = useWords(words).convert
  const { id } = useParams({ strict: false }) as { id: string }
  const lead = useObject('lead')
  const act = lead?.acts.find(one => one.name === 'convert')
  const record = useRecord('leads', act ? id : undefined)
  const plan = useQuery({
    queryKey: ['record', 'leads', id, 'conversion', record.data?.version],
    queryFn: ({ signal }) => get<Plan>(`/api/leads/${id}/conversion`, signal),
    enabled: !!record.data && record.data.status !== 'converted',
    retry: false,
    gcTime: 0,
  })
  useTitle(w.title)
  if (!lead || !act) return <NoRights />
  const error = record.error ?? plan.error
  return (
    <div className="set lead-convert">
      <header className="set-head">
        <h1 className="ellipsis">{w.title}</h1>
        <span className="t2 ellipsis">{record.data ? String(record.data.name) : ''}</span>
        <span className="spring" />
        <Link to={`/leads/${id}`}>{w.back}</Link>
      </header>
      {error ? (
        <ErrorState problem={asProblem(error)} onRetry={() => void record.refetch()} />
      ) : record.data && plan.data ? (
        <Asking key={record.data.version} row={record.data} plan={plan.data} />
      ) : (
        <div className="lead-convert-body" aria-busy="true">
          <p className="t3" role="status">
            {w.reading}
          </p>
          <SkeletonRows rows={6} />
        </div>
      )}
    </div>
  )
}

type Decision = { use: Named } | 'anyway' | null

function Asking({ row, plan }: { row: Row; plan: Plan }) {
  const w = useWords(words).convert
  const navigate = useNavigate()
  const lead = useObject('lead')!
  const input = lead.acts.find(one => one.name === 'convert')!.input
  const doing = useAct('leads')
  const mayDeal = !!useObject('opportunity')?.can.create
  const { collides } = plan
  const [decision, setDecision] = useState<Decision>(collides ? null : 'anyway')
  const [withContact, setWithContact] = useState(plan.contactName !== null)
  const [withDeal, setWithDeal] = useState(mayDeal)
  const [values, setValues] = useState<Record<string, unknown>>({
    accountName: plan.accountName,
    contactName: plan.contactName,
    opportunityName: plan.opportunityName,
    product: row.product,
  })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const using = decision && typeof decision === 'object' ? decision.use : null
  const set = (name: string, value: unknown) => {
    setValues(now => ({ ...now, [name]: value }))
    setErrors(({ [name]: _, ...rest }) => rest)
    if (name === 'account') setDecision(isNamed(value) ? { use: value } : collides ? null : 'anyway')
  }
  const fields = (...names: string[]) => names.flatMap(name => input.filter(f => f.name === name))
  const rows = (...names: string[]) => (
    <FieldRows fields={fields(...names)} values={values} errors={errors} onChange={set} />
  )

  async function go() {
    if (!decision || doing.isPending) return
    const asked = [
      ...(using ? [] : ['accountName']),
      ...(withContact ? ['contactName'] : []),
      ...(withDeal ? ['opportunityName', 'amount', 'closeDate', 'product'] : []),
    ]
    const given = Object.fromEntries(
      asked.flatMap(name => (isEmpty(values[name]) ? [] : [[name, inputValue(values[name])]])),
    )
    try {
      setProblem(null)
      const converted = await doing.mutateAsync({
        act: 'convert',
        id: row.id,
        version: row.version,
        input: {
          ...given,
          ...(using ? { account: using.id } : { anyway: true }),
          createContact: withContact,
          createOpportunity: withDeal,
        },
      })
      const read = () => {
        refresh('leads')
        refresh('accounts')
        refresh('opportunities')
      }
      read()
      toast({
        text: fill(w.done, { name: String(row.name) }),
        undo: () =>
          doing
            .mutateAsync({ act: 'unconvert', id: row.id })
            .then(read)
            .then(() => navigate({ to: `/leads/${row.id}` as never })),
      })
      const deal = converted?.convertedOpportunity
      const account = converted?.convertedAccount
      const to = isNamed(deal)
        ? `/opportunities/${deal.id}`
        : isNamed(account)
          ? `/accounts/${account.id}`
          : `/leads/${row.id}`
      void navigate({ to: to as never, replace: true })
    } catch (thrown) {
      const why = asProblem(thrown)
      setErrors(Object.fromEntries(why.errors.map(e => [e.field, e.message])))
      setProblem(why)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void go()
    } else if (event.key === 'Escape' && !event.defaultPrevented) void navigate({ to: `/leads/${row.id}` as never })
  }
  return (
    <form
      className="lead-convert-form"
      onKeyDown={onKeyDown}
      onSubmit={event => {
        event.preventDefault()
        void go()
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="lead-convert-body" tabIndex={0} role="region" aria-label={w.title}>
        {problem && problem.errors.length === 0 && <ErrorState problem={problem} />}
        {plan.candidates.length > 0 ? (
          <section aria-label={w.found}>
            {collides ? (
              <Notice tone="due" icon="users-round">
                <b>{w.found}</b>
                <p>{w.foundText}</p>
              </Notice>
            ) : (
              <p className="t2">{w.similar}</p>
            )}
            <Candidates
              candidates={plan.candidates}
              name={plan.accountName}
              using={using}
              onUse={account => set('account', account)}
            />
            {collides && (
              <Checkbox
                checked={decision === 'anyway'}
                onChange={anyway => {
                  set('account', null)
                  setDecision(anyway ? 'anyway' : null)
                }}
              >
                {w.anyway}
              </Checkbox>
            )}
          </section>
        ) : (
          <p className="lead-clear" role="status">
            <Icon name="check" size={14} />
            {w.clear}
          </p>
        )}
        <section>
          <h2>{w.account}</h2>
          {using ? (
            <p className="lead-using">
              <Icon name="building-2" size={16} />
              <Link to={`/accounts/${using.id}`} target="_blank">
                {using.name}
              </Link>
              <IconButton icon="x" size={28} label={w.newAccount} onClick={() => set('account', null)} />
            </p>
          ) : (
            <div className="set-two">
              {rows('accountName')}
              {rows('account')}
            </div>
          )}
        </section>
        <section>
          <Checkbox checked={withContact} onChange={setWithContact}>
            <h2>{w.contact}</h2>
          </Checkbox>
          {withContact ? <div className="set-two">{rows('contactName')}</div> : <p className="t3">{w.noContact}</p>}
        </section>
        {mayDeal && (
          <section>
            <Checkbox checked={withDeal} onChange={setWithDeal}>
              <h2>{w.opportunity}</h2>
            </Checkbox>
            {withDeal ? (
              <>
                {rows('opportunityName')}
                <div className="set-two">
                  {rows('amount')}
                  {rows('closeDate')}
                  {rows('product')}
                </div>
              </>
            ) : (
              <p className="t3">{w.noOpportunity}</p>
            )}
          </section>
        )}
        <p className="t3 small">{w.keeps}</p>
      </div>
      <div className="set-save">
        <span className="t2">{decision ? '' : w.choose}</span>
        <span className="spring" />
        <Kbd>Ctrl Enter</Kbd>
        <Button look="primary" type="submit" busy={doing.isPending} disabled={!decision} autoFocus={!collides}>
          {w.go}
        </Button>
      </div>
    </form>
  )
}

interface CandidatesProps {
  candidates: Candidate[]
  name: string
  using: Named | null
  onUse(account: Named): void
}

/** Who may be the same customer: one's own can be used at once, a colleague's is asked about. */
function Candidates({ candidates, name, using, onUse }: CandidatesProps) {
  const w = useWords(words).convert
  const asking = useObject('collisionRequest')?.can.create
  return (
    <ul className="lead-candidates">
      {candidates.map(one => (
        <li key={one.id} className={using && using.id === one.account?.id ? 'on' : undefined}>
          <div className="lead-candidate">
            <b className="ellipsis">{one.account?.name ?? one.name}</b>
            <span className="small t2">{[one.reasons.join('、'), one.hint].filter(Boolean).join(' · ')}</span>
          </div>
          {one.masked && <Badge tone="due">{w.masked}</Badge>}
          <span className="lead-likeness">{Math.round(one.score * 100)}%</span>
          {one.account && (
            <>
              <Link to={`/accounts/${one.account.id}`} target="_blank">
                {w.open}
              </Link>
              <Button
                size={28}
                look={using?.id === one.account.id ? 'primary' : 'outline'}
                onClick={() => onUse(one.account!)}
              >
                {w.use}
              </Button>
            </>
          )}
          {one.masked && asking && (
            <Button
              size={28}
              onClick={() =>
                openForm({
                  object: 'collisionRequest',
                  preset: { name, aboutObject: one.object, aboutId: one.id },
                })
              }
            >
              {w.ask}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
