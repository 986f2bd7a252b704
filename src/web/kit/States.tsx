import type { ReactNode } from 'react'
import type { Problem } from '../api/problem'
import { useWords } from '../words'
import { Button } from './Button'
import { Icon } from './Icon'
import './States.css'

/** The shape of something that is on its way. */
export const Skeleton = ({ width = '100%', height = 12 }: { width?: number | string; height?: number }) => (
  <span className="k-skeleton" aria-hidden="true" style={{ width, height }} />
)

/** Rows on their way, as high as the ones to come. */
export const SkeletonRows = ({ rows = 8, height = 36 }: { rows?: number; height?: number }) => (
  <div aria-hidden="true">
    {Array.from({ length: rows }, (_, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows that stand for nothing
      <div key={i} className="k-skeleton-row" style={{ height }}>
        <Skeleton width={`${40 + ((i * 37) % 35)}%`} />
        <Skeleton width={64} />
        <Skeleton width={72} />
      </div>
    ))}
  </div>
)

/** Nothing here: why, and what to do next. */
export const Empty = ({ title, text, children }: { title: string; text?: ReactNode; children?: ReactNode }) => (
  <div className="k-state">
    <div className="k-state-title">{title}</div>
    {text && <div className="k-state-text">{text}</div>}
    {children && <div className="k-state-acts">{children}</div>}
  </div>
)

/** One may not see it: what, and whom to ask. */
export function NoRights({ title, text }: { title?: string; text?: ReactNode }) {
  const { kit } = useWords()
  return (
    <div className="k-state">
      <div className="k-state-title">
        <Icon name="lock" />
        {title ?? kit.noRights}
      </div>
      <div className="k-state-text">{text ?? kit.noRightsText}</div>
    </div>
  )
}

/** Something went wrong: what, and what to do. Not found and not allowed read as such. */
export function ErrorState({
  problem,
  onRetry,
  children,
}: {
  problem: Problem | Error
  onRetry?: () => void
  children?: ReactNode
}) {
  const { kit } = useWords()
  const status = 'status' in problem ? problem.status : undefined
  if (status === 403) return <NoRights text={problem.message} />
  if (status === 404)
    return (
      <Empty title={kit.notFound} text={kit.notFoundText}>
        {children}
      </Empty>
    )
  return (
    <div className="k-notice k-notice-over" role="alert">
      <Icon name={status === 0 ? 'wifi-off' : 'triangle-alert'} />
      <div>
        {problem.message || kit.failed}
        {(onRetry || children) && (
          <div className="k-state-acts">
            {onRetry && (
              <Button look="link" onClick={onRetry}>
                {kit.retry}
              </Button>
            )}
            {children}
          </div>
        )}
      </div>
    </div>
  )
}

/** A message that stays in the page. */
export const Notice = ({
  tone,
  icon,
  children,
}: {
  tone: 'due' | 'over' | 'lost' | 'won'
  icon?: string
  children: ReactNode
}) => (
  <div className={`k-notice k-notice-${tone}`}>
    <Icon name={icon ?? (tone === 'over' ? 'triangle-alert' : 'info')} />
    <div>{children}</div>
  </div>
)
