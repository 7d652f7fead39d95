//! Only the sampling, over columns: tickets, a stratified draw, and parts of one that merge.

use std::iter;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use arrow_array::builder::{LargeStringBuilder, StringBuilder};
use arrow_array::{Array, ArrayRef, BooleanArray, StringArray, UInt64Array};
use arrow_schema::DataType;
use double_random::{
    Digest, IdColumn, Interrupted, PartialEntry, PerTier, RiskTier, SampleSize, SamplingError, StratumDraw,
    TicketKey, Watch, stratified_draw as draw,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rayon::prelude::*;

use crate::column::TextColumn;
use crate::fault::{Refused, word};
use crate::input::Pieces;
use crate::table::Table;
use crate::work;

/// Rows between two reports.
const STEPS: usize = 1 << 14;

/// So many tickets are made before their ids are read again, which are then still near.
const TOGETHER: usize = 1 << 10;

/// So many targets are listed by one thread.
const PIECE: usize = 1 << 15;

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
        let mut pieces = Vec::new();
        for (tier, StratumDraw { drawn, reserve }) in strata.iter() {
            let rows = [&drawn[..], reserve].concat();
            let listed = rows.par_chunks(PIECE).enumerate().map(|(number, rows)| {
                let groups = rows.chunks(TOGETHER);
                let ranked = groups.flat_map(|rows| rows.iter().copied().zip(key.tickets(&ids, rows)));
                let ranked = ranked.map(|(row, ticket)| (ids.get(row), ticket));
                let mut columns =
                    listed(tier, drawn.len(), number * PIECE..number * PIECE + rows.len(), ranked);
                columns.push(Arc::new(UInt64Array::from_iter_values(rows.iter().map(|row| *row as u64))));
                columns
            });
            pieces.par_extend(listed);
        }
        Table::of_pieces(&[&LISTED[..], &[("row", DataType::UInt64)]].concat(), pieces)
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
        let mut pieces = Vec::new();
        for tier in RiskTier::ALL {
            let (drawn, reserve) = (self.0.drawn(tier).map_err(Refused::from)?, self.0.reserve(tier));
            let (number, all) = (drawn.len(), drawn.len() + reserve.len());
            let mut ranked = drawn.chain(reserve).map(|PartialEntry { ticket, id }| (id, *ticket));
            for from in (0..all).step_by(PIECE) {
                let ranks = from..all.min(from + PIECE);
                pieces.push(listed(tier, number, ranks.clone(), ranked.by_ref().take(ranks.len())));
            }
        }
        Ok(Table::of_pieces(&LISTED, pieces)?)
    }
}

/// The columns of a list of targets.
const LISTED: [(&str, DataType); 5] = [
    ("tier", DataType::Utf8),
    ("rank", DataType::UInt64),
    ("drawn", DataType::Boolean),
    ("id", DataType::Utf8),
    ("ticket", DataType::Utf8),
];

/// The targets of a tier that come at these places, from 0; the first so many are drawn.
fn listed<'a>(
    tier: RiskTier,
    drawn: usize,
    places: Range<usize>,
    ranked: impl Iterator<Item = (&'a str, Digest)>,
) -> Vec<ArrayRef> {
    let rows = places.len();
    let mut ids = StringBuilder::with_capacity(rows, 0);
    let mut tickets = StringBuilder::with_capacity(rows, 64 * rows);
    for (id, ticket) in ranked {
        ids.append_value(id);
        tickets.append_value(text(&ticket.hex()));
    }
    vec![
        Arc::new(StringArray::from_iter_values(iter::repeat_n(tier.letter(), rows))),
        Arc::new(UInt64Array::from_iter_values(places.clone().map(|before| before as u64 + 1))),
        Arc::new(places.map(|before| Some(before < drawn)).collect::<BooleanArray>()),
        Arc::new(ids.finish()),
        Arc::new(tickets.finish()),
    ]
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
