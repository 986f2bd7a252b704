import type { Messages } from '../../core/i18n/messages'

export const bookingMessages: Messages = {
  'booking.taken': ['「{space}」在 {issue} 已订满', '“{space}” is fully booked in {issue}'],
  'booking.standTaken': ['展位 {space} 已经有人预订', 'Stand {space} is booked already'],
  'booking.closed': ['{issue} 已出刊，不能再订', '{issue} has appeared; it can’t be booked any more'],
  'booking.opened': ['展会已经结束，不能再订展位', 'The exhibition is over; its stands can’t be booked any more'],
  'booking.notOffered': ['「{space}」现在不接受预订', '“{space}” is not on offer now'],
  'booking.issueNeeded': ['选要刊登的刊期', 'Choose the issues it is to appear in'],
  'booking.otherTitle': ['{issue} 不是这个版位所在的期刊', '{issue} is not of the publication that has this space'],
  'booking.until': [
    '保留日期应在今天到 {max} 天之内',
    'A space is held until a day between today and {max} days from now',
  ],
  'booking.notHeld': ['只有保留中的预订可以这样做', 'Only what is held can be changed like this'],
  'booking.over': ['这个预订已经释放或过期', 'This booking has been released or has expired'],
  'booking.sold': [
    '已由订单售出；要释放，先取消订单或从订单上撤下',
    'It is sold by an order; cancel the order or take it off first',
  ],
  'booking.otherAccount': ['订单是另一个客户的', 'The order is of another customer'],
  'booking.orderOver': ['订单已取消或已完成', 'The order is cancelled or fulfilled'],
  'booking.expired': ['{count} 个保留的版位已过期', '{count} held spaces have expired'],
  'space.where': ['版位要么在一种期刊里，要么在一个展馆里', 'A space is either in a publication or in a hall'],
  'space.outline': ['展位要有位置和尺寸', 'A stand needs its place and size'],
  'space.outside': ['展位超出了展馆', 'The stand lies outside of the hall'],
  'space.overlaps': ['与展位「{name}」重叠', 'It overlaps stand “{name}”'],
  'space.used': [
    '有 {count} 个保留或已售的预订，不能删除；可以改为不可预订',
    'It has {count} held or sold bookings, so it can’t be deleted; take it off offer instead',
  ],
  'hall.layOut': ['一次排 1 到 400 个展位', 'Lay out 1 to 400 stands at once'],
  'hall.tooSmall': ['展馆放不下这么多展位', 'The hall is too small for so many stands'],
  'exhibition.days': ['闭展日期不能早于开展日期', 'The exhibition can’t close before it opens'],
}
