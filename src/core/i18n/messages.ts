import type { Label } from '../entity/label'

/** Sentences by code. `{name}` stands for a parameter of the refusal. They say what is wrong and what to do about it. */
export type Messages = Readonly<Record<string, Label>>

export const messages: Messages = {
  // A value that does not fit its field
  'field.required': ['必填', 'Fill this in'],
  'field.unknown': ['没有这个字段，或你看不到它', 'There is no such field, or you may not see it'],
  'field.readOnly': ['这个字段由系统维护，不能直接修改', 'The system keeps this field; it can’t be set directly'],
  'field.notText': ['应填写文字', 'Enter text'],
  'field.tooLong': ['最多 {max} 个字，现在有 {length} 个', 'At most {max} characters; this has {length}'],
  'field.notUnicode': [
    '含有无法保存的字符，重新输入后再保存',
    'Contains characters that can’t be stored; type it again',
  ],
  'field.notNumber': ['「{text}」不是数字', '“{text}” is not a number'],
  'field.notWhole': ['应为整数，去掉小数部分', 'Enter a whole number'],
  'field.tooPrecise': ['最多保留 {scale} 位小数', 'At most {scale} decimal places'],
  'field.tooLarge': ['数值太大，检查是否多输了位数', 'The figure is too large; check for extra digits'],
  'field.tooSmall': ['不能小于 {min}', 'Must be at least {min}'],
  'field.notMinorUnits': ['金额应为以分为单位的整数', 'Give the amount as a whole number of minor units (cents)'],
  'field.notDate': ['「{text}」不是有效日期，应如 2026-11-22', '“{text}” is not a date; write it like 2026-11-22'],
  'field.notInstant': [
    '「{text}」不是有效时间，应如 2026-11-22T09:30:00Z',
    '“{text}” is not a time; write it like 2026-11-22T09:30:00Z',
  ],
  'field.notFlag': ['应为「是」或「否」', 'Answer yes or no'],
  'field.notInDictionary': [
    '列表里没有「{text}」，选择已有的值或请管理员添加',
    '“{text}” is not on the list; pick one that is, or ask an administrator to add it',
  ],
  'field.notRegion': [
    '认不出「{text}」，应如 四川省成都市武侯区',
    'Can’t place “{text}”; write it like 四川省成都市武侯区',
  ],
  'field.notList': ['应为一组值', 'Give a list of values'],
  'field.tooMany': ['最多 {max} 项', 'At most {max} entries'],
  'field.notId': ['应为记录编号', 'Give the id of a record'],
  'field.notPhone': [
    '不是有效的电话号码，只用数字、空格和 - ( ) +',
    'Not a telephone number; use digits, spaces and - ( ) +',
  ],
  'field.mobileShort': ['少 {count} 位，手机号应为 11 位', '{count} digit(s) short; a mobile number has 11'],
  'field.mobileLong': ['多 {count} 位，手机号应为 11 位', '{count} digit(s) too many; a mobile number has 11'],
  'field.notEmail': ['不是有效的邮箱，应如 name@company.com', 'Not an e-mail address; write it like name@company.com'],
  'field.notUrl': ['不是有效的网址，应如 www.company.com', 'Not a web address; write it like www.company.com'],
  'field.notStructure': ['格式不对，应为 JSON 对象或数组', 'Give a JSON object or array'],

  'field.noRight': ['你不能修改这个字段', 'You may not change this field'],
  'field.noSuchRecord': [
    '引用的记录不存在，或你看不到它',
    'The record it refers to does not exist, or you may not see it',
  ],
  'field.taken': ['已被另一条记录使用，换一个', 'Another record already has this; choose another'],
  'field.notObject': ['应为对象的名称，如 account', 'Give the name of an object, like account'],

  // Answers by status
  'status.400': ['请求有误', 'Bad request'],
  'status.401': ['需要登录', 'Sign in'],
  'status.403': ['没有权限', 'Not allowed'],
  'status.404': ['找不到', 'Not found'],
  'status.405': ['方法不对', 'Wrong method'],
  'status.408': ['请求超时', 'The request took too long'],
  'status.409': ['暂时冲突', 'Conflict'],
  'status.410': ['已合并', 'Merged'],
  'status.412': ['已被他人修改', 'Changed meanwhile'],
  'status.413': ['内容太大', 'Too large'],
  'status.415': ['类型不支持', 'Unsupported type'],
  'status.422': ['没有保存', 'Not saved'],
  'status.429': ['请求太频繁', 'Too many requests'],
  'status.500': ['系统出错', 'Something failed'],
  'status.503': ['暂时不可用', 'Not available'],

  // Requests
  'session.none': ['登录后再继续', 'Sign in to go on'],
  'body.notUtf8': ['请求正文不是 UTF-8', 'The body is not UTF-8'],
  'body.tooDeep': ['请求正文最多嵌套 {max} 层', 'The body nests at most {max} levels deep'],
  'body.tooLarge': ['请求正文太大，拆成几次发送', 'The body is too large; send it in parts'],
  'body.mediaType': [
    '不支持这种内容类型，应为 application/json',
    'This content type is not supported; send application/json',
  ],
  'body.malformed': ['请求正文无法解析，检查格式', 'The body can’t be parsed; check its form'],
  'request.ifMatch': ['If-Match 应为版本号，如 "7"', 'If-Match should be a version, like "7"'],
  'request.idempotencyKey': ['Idempotency-Key 应为 1 到 200 个字符', 'Idempotency-Key should have 1 to 200 characters'],
  'request.keyReused': [
    '这个 Idempotency-Key 已用于另一个请求，换一个',
    'This Idempotency-Key belongs to another request; use a new one',
  ],
  'request.tooMany': ['请求太频繁，稍后再试', 'Too many requests; try again shortly'],
  'request.failed': [
    '系统出错，这次什么也没有改变，稍后再试',
    'Something failed on our side and nothing was changed; try again shortly',
  ],
  'events.tooMany': ['最多同时打开 {max} 个事件流，先关闭一个', 'At most {max} event streams at a time; close one'],
  'batch.ids': ['ids 应为最多 {max} 个记录编号', 'ids should be up to {max} record ids'],
  'batch.act': ['act 应为操作的名称', 'act should name what to do'],
  'query.unknownParameter': ['没有参数「{name}」', 'There is no parameter “{name}”'],
  'query.parameter': ['参数「{name}」的值不对', 'The parameter “{name}” has a wrong value'],
  'query.value': ['有一个值无法使用，检查筛选条件', 'A value can’t be used; check the filter'],
  'aggregate.malformed': [
    '汇总的写法不对，应有 groupBy 和 measures',
    'The aggregate is malformed; it has groupBy and measures',
  ],
  'aggregate.group': ['不能按「{field}」分组', 'Can’t group by “{field}”'],
  'aggregate.measure': ['「{field}」不能这样汇总', '“{field}” can’t be summed up this way'],
  'body.notObject': ['请求正文应为 JSON 对象', 'The body should be a JSON object'],
  'query.unknownField': [
    '{object} 没有字段「{field}」，或你看不到它',
    '{object} has no field “{field}”, or you may not see it',
  ],
  'query.tooManyFields': ['一次最多取 {max} 个字段', 'At most {max} fields at a time'],
  'query.limit': ['limit 应为 1 到 {max} 的整数', 'limit should be a whole number from 1 to {max}'],
  'query.tooManySortKeys': ['最多按 {max} 个字段排序', 'Sort by at most {max} fields'],
  'query.notSortable': ['不能按「{field}」排序', 'Can’t sort by “{field}”'],
  'query.cursor': ['翻页标记已失效，从第一页重新读', 'The cursor is no longer valid; start from the first page'],
  'filter.malformed': [
    '筛选条件的写法不对，每个条件应有 field、op 和 value',
    'The filter is malformed; a condition has field, op and value',
  ],
  'filter.tooDeep': ['筛选条件最多嵌套 {max} 层', 'Filters nest at most {max} levels deep'],
  'filter.tooLong': ['最多 {max} 个筛选条件', 'At most {max} conditions in a filter'],
  'filter.operator': ['「{field}」不能用 {op} 筛选', '“{field}” can’t be filtered with {op}'],
  'filter.masked': [
    '「{field}」对你打码显示，只能按完整的值筛选',
    '“{field}” is masked for you; filter by its whole value only',
  ],
  'filter.value': ['「{field}」的筛选值不对', 'The filter value for “{field}” doesn’t fit'],
  'filter.valueMissing': ['「{field}」的筛选条件缺少值', 'The filter on “{field}” has no value'],
  'filter.valueList': ['「{field}」的筛选值应为一组值', 'The filter on “{field}” takes a list of values'],
  'filter.listTooLong': ['一个条件最多 {max} 个值', 'At most {max} values in one condition'],
  'filter.between': ['「{field}」的区间应有起止两个值', 'A range on “{field}” has two ends'],
  'filter.relative': [
    '不认识时间段「{value}」，应如 last30days、thisQuarter',
    'Unknown period “{value}”; write last30days, thisQuarter',
  ],

  // Records
  'record.changedBy': [
    '{name} 在 {at} 改过这条记录，看过新内容再改',
    '{name} changed this record at {at}; look at it again before changing it',
  ],
  'record.changedMeanwhile': [
    '这条记录刚被别人改过，刷新后再改',
    'Somebody has just changed this record; reload it and try again',
  ],
  'record.referenceGone': ['引用的记录刚被删除，重新选择', 'A record it refers to has just gone; choose again'],
  'record.busy': ['别人正在改同一条记录，再试一次', 'Somebody is changing the same record; try again'],
  'record.invalid': ['有 {count} 处需要修改', '{count} thing(s) to put right'],
  'record.notFound': ['找不到这条记录，可能已删除，或你看不到它', 'There is no such record, or you may not see it'],
  'ago.today': ['今天', 'today'],
  'ago.yesterday': ['昨天', 'yesterday'],
  'ago.days': ['{days} 天前', '{days} days ago'],
  'record.merged': ['这条记录已合并到「{name}」', 'This record was merged into “{name}”'],
  'merge.self': ['不能把记录合并到它自己', 'A record can’t be merged into itself'],
  'merge.tooMany': ['一次最多并入 {max} 条记录', 'At most {max} records can be merged in at once'],
  'merge.notAmong': ['只能取自参与合并的记录', 'Take it from one of the records to be merged'],
  'duplicates.confirm': [
    '很可能已经有了，先看 {count} 条相近的记录：是同一个就不必再建，不是就说明理由',
    'It very likely exists already: look at {count} similar records first; where it is another, say why',
  ],
  'duplicates.distinctFrom': ['应是 [{ id, reason }]，每条都要有理由', 'Must be [{ id, reason }], each with a reason'],
  'matching.weight': ['应在 0 和 0.99 之间', 'Must lie between 0 and 0.99'],
  'merge.none': ['这条记录没有可撤销的合并', 'There is no merge into this record to undo'],
  'merge.notLatest': ['先撤销之后的合并', 'Undo the later merges first'],

  // Rights
  'right.read': ['你不能查看 {object}', 'You may not see {object}'],
  'right.missing': [
    '你没有做这件事的权限，需要时请管理员开通',
    'You don’t have the right to do this; ask an administrator if you need it',
  ],

  'right.create': ['你不能新建 {object}', 'You may not create {object}'],
  'owner.outOfReach': [
    '不能交给这个人，超出了你的管理范围',
    'You can’t hand it to this person; they are beyond your reach',
  ],
  'share.notOwned': ['这种记录没有负责人，不能共享', 'Records of this kind have no owner and can’t be shared'],
  'share.otherBoard': [
    '{name} 属于别的版块，不能共享给他',
    '{name} belongs to another board; it can’t be shared with them',
  ],

  // Imports
  'import.badOption': ['导入选项「{name}」的值不对', 'The import option “{name}” has a wrong value'],
  'import.unknownColumn': [
    '文件里没有列「{column}」',
    'The file has no column “{column}”',
    '檔案裡沒有「{column}」這一欄',
  ],
  'import.notImportable': ['「{field}」不能导入', '“{field}” can’t be imported'],
  'import.nothingMapped': [
    '没有一列对应到字段，先指定对应关系',
    'No column is mapped to a field; map some first',
    '沒有一欄對應到欄位，先指定對應關係',
  ],
  'import.matchUnmapped': [
    '用来匹配的「{field}」没有对应的列',
    '“{field}” is to match by, but no column is mapped to it',
    '用來比對的「{field}」沒有對應的欄',
  ],
  'import.notMatchable': ['不能用「{field}」匹配', 'Can’t match by “{field}”'],
  'import.requiredUnmapped': [
    '必填字段没有对应的列：{fields}',
    'Required fields have no column: {fields}',
    '必填欄位沒有對應的欄：{fields}',
  ],
  'import.severalMatch': [
    '有 {count} 条已有记录都匹配，无法确定更新哪一条',
    '{count} existing records match; can’t tell which to update',
  ],
  'import.notYours': ['匹配的记录不在你的权限范围内', 'The matching record is beyond your rights'],
  'import.severalNamed': [
    '有几条记录都叫「{text}」，用编号区分',
    'Several records are called “{text}”; tell them apart by number',
  ],
  'import.noneNamed': ['找不到「{text}」', 'There is nothing called “{text}”'],
  'import.empty': ['文件里没有数据', 'The file has no data'],
  'import.notTable': [
    '不是表格文件（{type}），可用 xlsx、xls、csv 或 vcf',
    'Not a spreadsheet ({type}); use xlsx, xls, csv or vcf',
  ],
  'import.tooManyColumns': [
    '有 {count} 列，最多 {max} 列',
    'There are {count} columns; at most {max}',
    '有 {count} 欄，最多 {max} 欄',
  ],
  'import.brokenText': [
    '第 {row} 行附近的引号不成对，改好后再导入',
    'The quotes near row {row} don’t pair; mend them and import again',
    '第 {row} 列附近的引號不成對，改好後再匯入',
  ],
  'import.unknownEncoding': ['不认识编码「{encoding}」', 'Unknown encoding “{encoding}”'],
  'import.tooLargeForFormat': [
    '这种格式最大 {max} MB，另存为 xlsx 或 csv 再导入',
    'This format takes up to {max} MB; save it as xlsx or csv',
  ],
  'import.brokenWorkbook': [
    '文件已损坏或不是表格，用 Excel 打开另存后再试',
    'The workbook is damaged; open it in Excel, save it anew and try again',
  ],
  'import.noSheet': ['没有工作表「{sheet}」', 'There is no sheet “{sheet}”'],
  'import.bomb': ['文件解压后过大，已拒绝', 'The file unpacks to far too much and was refused'],
  'import.encrypted': ['文件有密码，去掉密码后再导入', 'The file has a password; remove it and import again'],
  'import.macros': ['文件含有宏，另存为不含宏的 xlsx 再导入', 'The file holds macros; save it as xlsx without them'],

  // Dictionaries
  'dictionary.unknown': ['没有名为「{name}」的字典', 'There is no dictionary called “{name}”'],
  'dictionary.codeFixed': [
    '编码和所属字典定下后不能修改；要换编码，新建一项后把旧项合并过去',
    'Code and dictionary can’t be changed; add a new item and merge the old one into it',
  ],
  'dictionary.badCode': [
    '编码只能用字母、数字和 . _ -，最多 60 个字符',
    'Use letters, digits and . _ - in a code, at most 60 characters',
  ],
  'dictionary.badName': [
    '字典名应以字母开头，只用字母和数字',
    'Begin a dictionary’s name with a letter; use letters and digits',
  ],
  'dictionary.noParent': ['上级「{code}」不在这个字典里', 'The parent “{code}” is not in this dictionary'],
  'dictionary.circle': ['上级不能是它自己或它的下级', 'An item can’t stand under itself or its own descendants'],
  'dictionary.inUse': [
    '还有记录在用「{label}」，先把它合并到另一项，或改为停用',
    'Records still use “{label}”; merge it into another item or deactivate it',
  ],
  'dictionary.mergeSelf': ['不能合并到它自己，选择另一项', 'An item can’t be merged into itself; choose another'],
  'dictionary.mergeChild': [
    '不能合并到它的下级，先移走下级',
    'An item can’t be merged into one below it; move that one first',
  ],
  'dictionary.importHeader': [
    '第一行应为列名 code,parent,name',
    'The first line should name the columns code,parent,name',
    '第一列應為欄名 code,parent,name',
  ],
  'dictionary.importEmpty': ['文件里没有数据行', 'The file has no rows', '檔案裡沒有資料列'],
  'dictionary.importNameless': ['第 {row} 行没有名称', 'Row {row} has no name', '第 {row} 列沒有名稱'],
  'dictionary.importBadCode': [
    '第 {row} 行的编码「{code}」不能用，只能用字母、数字和 . _ -',
    'Row {row}: use letters, digits and . _ - in the code “{code}”',
    '第 {row} 列的編碼「{code}」不能用，只能用字母、數字和 . _ -',
  ],
  'dictionary.importTwice': [
    '第 {row} 行的编码「{code}」重复',
    'Row {row} repeats the code “{code}”',
    '第 {row} 列的編碼「{code}」重複',
  ],
  'dictionary.importNoParent': [
    '第 {row} 行的上级「{code}」不在文件和字典里',
    'Row {row}: the parent “{code}” is neither in the file nor in the dictionary',
    '第 {row} 列的上級「{code}」不在檔案和字典裡',
  ],
  'dictionary.importCircle': [
    '第 {row} 行的上级绕回了自己',
    'Row {row}: following the parents leads back to the item itself',
    '第 {row} 列的上級繞回了自己',
  ],
  'dictionary.importTooMany': ['最多 {max} 行', 'At most {max} rows', '最多 {max} 列'],

  // Fields defined on screen
  'customField.objectUnknown': ['没有名为「{object}」的对象', 'There is no object called “{object}”'],
  'customField.objectFixed': ['{object} 不能添加字段', 'Fields can’t be added to {object}'],
  'customField.badName': [
    '名称应以小写字母开头，只用字母和数字，最多 40 个字符',
    'Begin the name with a lower-case letter; use letters and digits, at most 40',
  ],
  'customField.nameTaken': [
    '「{name}」已有同名字段，换一个名称',
    'There is already a field called “{name}”; choose another name',
  ],
  'customField.fixed': [
    '对象、名称和类型定下后不能修改；需要时新建一个字段',
    'Object, name and kind can’t be changed; add a new field instead',
  ],
  'customField.kindUnknown': ['没有「{kind}」这种字段类型', 'There is no field kind “{kind}”'],
  'customField.needsOptions': ['选择字段要有选项或字典', 'A choice needs options or a dictionary'],
  'customField.badOptions': [
    '选项应为最多 500 个名称，每个不超过 200 个字',
    'Options are up to 500 labels of at most 200 characters each',
  ],
  'customField.noCurrency': [
    '这个对象没有币种，不能添加金额字段，可用数字',
    'This object has no currency, so it can’t take an amount; use a number',
  ],
  'customField.needsTarget': ['引用字段要指定对象', 'A reference needs the object it points to'],
  'customField.targetUnknown': ['引用的对象「{object}」不存在', 'There is no object “{object}” to refer to'],
  'customField.notFilterable': ['这种字段不能建索引', 'This kind of field can’t be indexed'],
  'customField.tooMany': ['一个对象最多 {max} 个自定义字段', 'An object takes at most {max} fields of your own'],

  // Numbers
  'numberRule.objectUnknown': ['「{object}」没有编号', '“{object}” has no numbers'],
  'numberRule.objectFixed': ['对象定下后不能修改', 'The object can’t be changed'],
  'numberRule.noCounter': ['少了流水号，加上一串 0，如 {00000}', 'The counter is missing; add zeros like {00000}'],
  'numberRule.twoCounters': ['流水号只能有一处', 'There can be one counter only'],
  'numberRule.counterTooLong': ['流水号最多 {max} 位', 'The counter has at most {max} digits'],
  'numberRule.unknownPart': [
    '认不出「{text}」，可用 {yyyy}、{yy}、{mm}、{dd} 和一串 0',
    '“{text}” means nothing here; use {yyyy}, {yy}, {mm}, {dd} and zeros',
  ],

  // Files
  'file.interrupted': ['上传中断，再传一次', 'The upload broke off; send it again'],
  'file.none': ['没有收到文件', 'No file arrived'],
  'file.tooLarge': ['文件超过 {max} MB，压缩或拆分后再传', 'The file is over {max} MB; compress or split it'],
  'file.typeRefused': ['不能上传这种文件：{type}', 'Files of this type are refused: {type}'],
  'file.empty': ['文件是空的', 'The file is empty'],
  'file.notImage': ['不是图片，或图片已损坏', 'Not a picture, or a damaged one'],
  'file.imageTooLarge': [
    '图片超过 {max} 万像素，缩小后再传',
    'The picture has over {max} × 10,000 pixels; make it smaller',
  ],
  'file.notMultipart': ['应以 multipart/form-data 上传', 'Send the file as multipart/form-data'],
  'file.unknown': [
    '附件不存在，或你看不到它，重新上传',
    'There is no such file, or you may not see it; upload it again',
  ],
  'file.notPicture': ['这里只收图片，「{name}」不是', 'Only pictures go here, and “{name}” is none'],
  'file.badWidth': ['缩略图宽度只有 64、160 和 480', 'Thumbnails are 64, 160 or 480 wide'],

  // Import
  'right.import': ['你没有导入 {object} 的权限，请向管理员申请', 'You may not import {object}; ask an administrator'],
  'import.noFile': ['选一个要导入的文件', 'Choose a file to import'],
  'import.unknownObject': [
    '没有「{object}」这种记录，或你看不到它',
    'There is no object “{object}”, or you may not see it',
  ],
  'import.wordNotAdded': ['「{text}」没能加进字典', '“{text}” could not be added to the dictionary'],
  'import.objectGone': ['要导入的对象已不存在', 'The object to import into is gone'],
  'import.fieldFault': ['{field}：{fault}', '{field}: {fault}'],
  'import.inNevertheless': ['已导入，但 {fault}', 'Imported, but {fault}'],
  'import.columnFault': ['问题', 'What is wrong'],
  'import.columnRow': ['原行号', 'Row in the file', '原列號'],
  'import.sheetFaults': ['未导入的行', 'Rows not imported', '未匯入的列'],
  'import.nothingToUndo': ['没有可撤销的导入，或已撤销过', 'There is nothing to take back'],
  'import.stillRunning': ['导入还在进行，完成后再撤销', 'The import is still running; take it back when it is done'],
  'job.personGone': ['发起人已停用，任务不再继续', 'Whoever asked for this has left, so it was stopped'],

  // Journal
  'right.journal': [
    '审计日志只给管理用户的人看，请系统管理员授权',
    'The audit log is for whoever manages users; ask a system administrator',
  ],

  // Export
  'right.export': ['你没有导出 {object} 的权限，请向管理员申请', 'You may not export {object}; ask an administrator'],
  'export.unknownObject': [
    '没有「{object}」这种记录，或你看不到它',
    'There is no object “{object}”, or you may not see it',
  ],
  'export.badOption': ['选项「{name}」的值不对', 'The option “{name}” has a wrong value'],
  'export.notReady': ['文件还没准备好，稍后再下载', 'The file is not ready yet; try again in a moment'],
}
