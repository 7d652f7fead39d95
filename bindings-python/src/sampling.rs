//! Only the sampling, over columns: tickets, a stratified draw, and parts of one that merge.

use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, LargeStringBuilder, StringBuilder, UInt64Builder};
use arrow_array::{Array, ArrayRef, UInt64Array};
use arrow_schema::DataType;
use double_random::{
    Digest, IdColumn, Interrupted, PartialEntry, PerTier, RiskTier, SampleSize, SamplingError, StratumDraw,
    TicketKey, Watch, stratified_draw as draw,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::column::TextColumn;
use crate::fault::{Refused, word};
use crate::input::Pieces;
use crate::table::Table;
use crate::work;

/// Rows between two reports.
const STEPS: usize = 1 << 14;

/// So many tickets are made before their ids are read again, which are then still near.
const TOGETHER: usize = 1 << 10;

/// The tickets of ids under a key, beside the ids.
#[pyfunction]
#[pyo3(signature = (ids, key, *, suite, progress = None))]
pub(crate) fn tickets(
    py: Python<'_>,
    ids: Pieces,
    key: &str,
    suite: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Table> {
    let key = ticket_key(key, suite)?;
    let Pieces(pieces) = ids;
    let ids_type = pieces.first().map_or(DataType::Utf8, |piece| piece.data_type().clone());
    let made = work::run(py, progress, move |watch| {
        let ids = Ids::read(&pieces)?;
        let tickets = tickets_of(&ids.0, &key, watch)?;
        let places = pieces.iter().scan(0, |start, piece| {
            *start += piece.len();
            Some((*start - piece.len(), piece.len()))
        });
        let columns = [("id", ids_type), ("ticket", tickets.data_type().clone())];
        let beside = pieces.iter().zip(places).map(|(piece, (start, rows))| -> Vec<ArrayRef> {
            vec![Arc::clone(piece), Arc::new(tickets.slice(start, rows))]
        });
        Table::of_pieces(&columns, beside.collect())
    })?;
    Ok(made?)
}

/// Writes a ticket for each id.
fn tickets_of(
    ids: &TextColumn,
    key: &TicketKey,
    watch: &mut dyn Watch,
) -> Result<arrow_array::LargeStringArray, Refused> {
    let rows = ids.rows();
    let mut tickets = LargeStringBuilder::with_capacity(rows, rows * 64);
    let mut report = |done: usize| match watch.at(done as u64, rows as u64) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => {
            Err(SamplingError::from(Interrupted::Stopped { done: done as u64, total: rows as u64 }))
        }
    };
    for from in (0..rows).step_by(STEPS) {
        report(from)?;
        let step: Vec<usize> = (from..rows.min(from + STEPS)).collect();
        for ticket in key.tickets(ids, &step) {
            tickets.append_value(text(&ticket.hex()));
        }
    }
    report(rows)?;
    Ok(tickets.finish())
}

fn text(hex: &[u8; 64]) -> &str {
    str::from_utf8(hex).unwrap_or_default()
}

/// The drawn and the reserve of each tier, with their rows, from 0.
#[pyfunction]
#[pyo3(signature = (ids, tiers, numbers, key, *, reserve, suite, progress = None))]
#[expect(clippy::too_many_arguments, reason = "they are named where it is called from")]
pub(crate) fn stratified_draw(
    py: Python<'_>,
    ids: Pieces,
    tiers: Pieces,
    numbers: [u64; 4],
    key: &str,
    reserve: u32,
    suite: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Table> {
    let key = ticket_key(key, suite)?;
    let size = SampleSize { drawn: PerTier(numbers), reserve };
    let drawn = work::run(py, progress, move |watch| {
        let (ids, tiers) = population(&ids.0, &tiers.0)?;
        let strata = draw(&key, &ids, |row| tiers.get(row).copied().flatten(), &size, watch)?;
        let rows = strata.iter().map(|(_, stratum)| stratum.drawn.len() + stratum.reserve.len()).sum();
        let (mut listed, mut places) = (List::with_capacity(rows), UInt64Builder::with_capacity(rows));
        for (tier, StratumDraw { drawn, reserve }) in strata.iter() {
            let rows = [&drawn[..], reserve].concat();
            let groups = rows.chunks(TOGETHER);
            let ranked = groups.flat_map(|rows| rows.iter().copied().zip(key.tickets(&ids, rows)));
            listed.extend(tier, drawn.len(), ranked.map(|(row, ticket)| (ids.get(row), ticket)));
            rows.iter().for_each(|row| places.append_value(*row as u64));
        }
        listed.table(Some(places.finish()))
    })?;
    Ok(drawn?)
}

/// The smallest tickets of each tier in one part of a population.
#[pyclass(frozen, eq, module = "double_random._native")]
#[derive(PartialEq)]
pub(crate) struct PartialDraw(double_random::PartialDraw);

#[pymethods]
impl PartialDraw {
    #[new]
    #[pyo3(signature = (ids, tiers, numbers, key, *, reserve, suite, pool = None, progress = None))]
    #[expect(clippy::too_many_arguments, reason = "they are named where it is called from")]
    fn new(
        py: Python<'_>,
        ids: Pieces,
        tiers: Pieces,
        numbers: [u64; 4],
        key: &str,
        reserve: u32,
        suite: &str,
        pool: Option<[u64; 4]>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let key = ticket_key(key, suite)?;
        let size = SampleSize { drawn: PerTier(numbers), reserve };
        let part = work::run(py, progress, move |watch| {
            let (ids, tiers) = population(&ids.0, &tiers.0)?;
            let tier = |row: usize| tiers.get(row).copied().flatten();
            Ok::<_, Refused>(match pool {
                Some(pool) => {
                    double_random::PartialDraw::of_pool(&key, &ids, tier, size, &PerTier(pool), watch)?
                }
                None => double_random::PartialDraw::new(&key, &ids, tier, size, watch)?,
            })
        })?;
        Ok(Self(part?))
    }

    /// The part that this text describes.
    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        Ok(Self(serde_json::from_str(text).map_err(Refused::request)?))
    }

    /// The part as text, to be sent to another machine.
    fn to_json(&self) -> PyResult<String> {
        Ok(serde_json::to_string(&self.0).map_err(Refused::request)?)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let from_json = py.get_type::<Self>().getattr("from_json")?;
        (from_json, (self.to_json()?,)).into_pyobject(py)
    }

    /// The draw of this part and these others together.
    #[pyo3(signature = (*others))]
    fn merge(&self, others: Vec<PyRef<'_, Self>>) -> PyResult<Self> {
        Ok(Self(self.0.merge_all(others.iter().map(|other| &other.0)).map_err(Refused::from)?))
    }

    /// How many of each tier were seen.
    #[getter]
    fn seen(&self) -> [u64; 4] {
        self.0.seen().0
    }

    /// The drawn and the reserve of each tier.
    fn table(&self) -> PyResult<Table> {
        let mut listed = List::default();
        for tier in RiskTier::ALL {
            let drawn = self.0.drawn(tier).map_err(Refused::from)?;
            let (number, entries) = (drawn.len(), drawn.chain(self.0.reserve(tier)));
            listed.extend(tier, number, entries.map(|PartialEntry { ticket, id }| (id, *ticket)));
        }
        Ok(listed.table(None)?)
    }
}

/// The targets of a sample, column by column.
#[derive(Default)]
struct List {
    tiers: StringBuilder,
    ranks: UInt64Builder,
    drawn: BooleanBuilder,
    ids: StringBuilder,
    tickets: StringBuilder,
}

impl List {
    /// A list with room for so many.
    fn with_capacity(rows: usize) -> Self {
        Self {
            tiers: StringBuilder::with_capacity(rows, rows),
            ranks: UInt64Builder::with_capacity(rows),
            drawn: BooleanBuilder::with_capacity(rows),
            ids: StringBuilder::with_capacity(rows, 0),
            tickets: StringBuilder::with_capacity(rows, 64 * rows),
        }
    }

    /// Appends the targets of a tier, of which the first so many are drawn.
    fn extend(
        &mut self,
        tier: RiskTier,
        drawn: usize,
        ranked: impl Iterator<Item = (impl AsRef<str>, Digest)>,
    ) {
        for (before, (id, ticket)) in ranked.enumerate() {
            self.tiers.append_value(tier.letter());
            self.ranks.append_value(before as u64 + 1);
            self.drawn.append_value(before < drawn);
            self.ids.append_value(id);
            self.tickets.append_value(text(&ticket.hex()));
        }
    }

    /// The table of all, with their rows where they are known.
    fn table(mut self, rows: Option<UInt64Array>) -> Result<Table, Refused> {
        let mut columns: Vec<(&str, ArrayRef)> = vec![
            ("tier", Arc::new(self.tiers.finish())),
            ("rank", Arc::new(self.ranks.finish())),
            ("drawn", Arc::new(self.drawn.finish())),
            ("id", Arc::new(self.ids.finish())),
            ("ticket", Arc::new(self.tickets.finish())),
        ];
        columns.extend(rows.map(|rows| ("row", Arc::new(rows) as ArrayRef)));
        let named: Vec<_> = columns.iter().map(|(name, array)| (*name, array.data_type().clone())).collect();
        Table::of_pieces(&named, vec![columns.into_iter().map(|(_, array)| array).collect()])
    }
}

fn ticket_key(key: &str, suite: &str) -> Result<TicketKey, Refused> {
    Ok(TicketKey::new(word(suite)?, &key.parse()?))
}

/// Ids and tiers of a population; as many of the one as of the other, or the work is refused.
fn population(ids: &[ArrayRef], tiers: &[ArrayRef]) -> Result<(TextColumn, Vec<Option<RiskTier>>), Refused> {
    let ids = Ids::read(ids)?.0;
    let tiers = RiskTier::read_column("tier", TextColumn::read(tiers).map_err(Refused::request)?.iter())?;
    if ids.rows() == tiers.len() {
        Ok((ids, tiers))
    } else {
        Err(Refused::request(format!("{} ids, but {} tiers", ids.rows(), tiers.len())))
    }
}

/// Ids, none of them missing.
struct Ids(TextColumn);

impl Ids {
    fn read(pieces: &[ArrayRef]) -> Result<Self, Refused> {
        let mut before = 0;
        for piece in pieces {
            let mut rows = if piece.null_count() > 0 { 0..piece.len() } else { 0..0 };
            if let Some(row) = rows.find(|row| piece.is_null(*row)) {
                return Err(SamplingError::NotText { row: (before + row) as u64 }.into());
            }
            before += piece.len();
        }
        TextColumn::read(pieces).map(Self).map_err(Refused::request)
    }
}
