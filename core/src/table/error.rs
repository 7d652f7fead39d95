//! What can be wrong with a table, whatever stands in it.

use crate::message::catalogue;

catalogue! {
    /// What is wrong with a directory as a table: its columns, its rows, its file or its changes.
    pub enum TableError {
        /// More or fewer fields than columns.
        WrongNumberOfFields { /** Fields of the row. */ found: usize, /** Columns of the directory. */ expected: usize }
            = "table.wrong_number_of_fields",
            en: "the row has {found} fields where {expected} columns are declared",
            zh: "该行有{found}个字段，而声明了{expected}列";
        /// An id that another row has too.
        DuplicateId { /** The id. */ id: String, /** The row that has it first. */ first: u64, /** This row. */ again: u64 }
            = "table.duplicate_id",
            en: "`{id}` stands in row {first} and again in row {again}",
            zh: "`{id}`在第{first}行和第{again}行重复出现";
        /// A control character, a tab or a line break included.
        ControlCharacter {
            /** The character, as `U+` and its number, so that it shows. */ character: String,
            /** Its place, counted in characters from 1. */ place: usize,
        }
            = "table.control_character",
            en: "character {place} of the field is the control character {character}",
            zh: "字段的第{place}个字符是控制字符{character}";
        /// A list with an empty piece, or with white space around one.
        BadPieces { /** The field. */ text: String }
            = "table.bad_pieces",
            en: "`{text}` is not a list; separate its pieces with `;`, none empty and none with white space around it",
            zh: "`{text}`不是列表；各项以`;`分隔，不得有空项，各项前后不得有空白";
        /// More bytes than a row may have.
        RowTooLong { /** Bytes of the row. */ bytes: usize }
            = "table.row_too_long",
            en: "the row has {bytes} bytes; that is more than a directory can hold",
            zh: "该行有{bytes}个字节，超出名录库的容量";
        /// Not the name of a column.
        BadColumnName { /** The name. */ name: String }
            = "table.bad_column_name",
            en: "`{name}` cannot name a column; use 1 to 64 bytes without white space and control characters",
            zh: "`{name}`不能作列名；请用1至64个字节，不含空白和控制字符";
        /// A column that comes twice.
        RepeatedColumn { /** Its name. */ name: String }
            = "table.repeated_column",
            en: "the column `{name}` comes more than once",
            zh: "`{name}`列出现了一次以上";
        /// No column of ids, or not in the first place.
        NoIdColumn {}
            = "table.no_id_column",
            en: "the first column is not `id`, or there is none for the ids",
            zh: "首列不是`id`，或没有标识列";
        /// A column that the directory does not have.
        UnknownColumn { /** Its name. */ name: String }
            = "table.unknown_column",
            en: "the directory has no column `{name}`",
            zh: "名录库没有`{name}`列";
        /// A row that is to be added but is there.
        AlreadyThere { /** The id. */ id: String }
            = "table.already_there",
            en: "`{id}` cannot be added; it is in the directory",
            zh: "`{id}`已在名录库中，不能新增";
        /// A row that is to be changed but is not there.
        NotThere { /** The id. */ id: String }
            = "table.not_there",
            en: "`{id}` cannot be changed; it is not in the directory",
            zh: "`{id}`不在名录库中，不能变更";
        /// An id that is to be changed.
        FixedId { /** The id. */ id: String }
            = "table.fixed_id",
            en: "the id `{id}` cannot be changed; remove its row and add it under the other id",
            zh: "标识`{id}`不能修改；请移除该行，再以新标识新增";
        /// Bytes that are not UTF-8.
        NotUtf8 {}
            = "table.not_utf8",
            en: "the text is not UTF-8; save the file as UTF-8",
            zh: "文本不是UTF-8编码；请将文件另存为UTF-8";
        /// Quotes that do not pair.
        BrokenQuotes {}
            = "table.broken_quotes",
            en: "a quoted field does not end, or goes on after its closing quote",
            zh: "带引号的字段没有结束，或在右引号之后还有内容";
        /// A field longer than any cell.
        FieldTooLong { /** Bytes a field may have. */ allowed: usize }
            = "table.field_too_long",
            en: "a field has more than {allowed} bytes; perhaps a quote before it is not closed",
            zh: "有字段超过{allowed}个字节；也可能是前面的引号没有闭合";
        /// A row with more fields than any sheet has columns.
        TooManyFields { /** Fields a row may have. */ allowed: usize }
            = "table.too_many_fields",
            en: "the row has more than {allowed} fields",
            zh: "该行的字段超过{allowed}个";
        /// A file that cannot be read on.
        Unreadable { /** What the reader said. */ reason: String }
            = "table.unreadable",
            en: "the file cannot be read on: {reason}",
            zh: "文件无法继续读取：{reason}";
    }
}
