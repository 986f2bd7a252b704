/** Who knows whom: one person, the customers around, and theirs. Positions in a field of 520 by 460. */
const near = [
  [258, 152, '泰'],
  [324, 224, '淮'],
  [262, 308, '云'],
  [148, 276, '瑞'],
  [146, 188, '谷'],
] as const
const far = [
  [196, 78, '楚', 0],
  [326, 102, '海', 0],
  [404, 190, '锦', 1],
  [394, 284, '越', 1],
  [318, 362, '赤', 2],
  [184, 386, '鼎', 2],
  [90, 332, '梁', 3],
  [48, 222, '天', 4],
  [88, 130, '甘', 4],
] as const
const farthest = [
  [240, 22, 0],
  [340, 40, 1],
  [436, 88, 1],
  [490, 176, 2],
  [482, 308, 3],
  [418, 404, 4],
  [300, 440, 4],
  [158, 446, 5],
  [38, 394, 6],
  [4, 288, 7],
  [6, 160, 7],
  [36, 84, 8],
  [92, 58, 8],
] as const
const CENTRE = [204, 232] as const

export const Network = ({ label }: { label: string }) => (
  <svg className="login-network" viewBox="-20 0 530 460" role="img" aria-label={label}>
    <g className="far">
      {farthest.map(([x, y, to]) => (
        <line key={`${x}${y}`} x1={x} y1={y} x2={far[to][0]} y2={far[to][1]} />
      ))}
      {far.map(([x, y, name, to]) => (
        <line key={name} x1={x} y1={y} x2={near[to][0]} y2={near[to][1]} />
      ))}
    </g>
    <g className="near">
      {near.map(([x, y, name]) => (
        <line key={name} x1={x} y1={y} x2={CENTRE[0]} y2={CENTRE[1]} />
      ))}
    </g>
    <g className="far">
      {farthest.map(([x, y]) => (
        <circle key={`${x}${y}`} cx={x} cy={y} r={6} />
      ))}
      {far.map(([x, y, name]) => (
        <g key={name}>
          <circle cx={x} cy={y} r={14} />
          <text x={x} y={y + 4}>
            {name}
          </text>
        </g>
      ))}
    </g>
    <g className="near">
      {near.map(([x, y, name]) => (
        <g key={name}>
          <circle cx={x} cy={y} r={17} />
          <text x={x} y={y + 4}>
            {name}
          </text>
        </g>
      ))}
    </g>
    <g className="centre">
      <circle cx={CENTRE[0]} cy={CENTRE[1]} r={26} />
      <text x={CENTRE[0]} y={CENTRE[1] + 6}>
        周
      </text>
    </g>
  </svg>
)
