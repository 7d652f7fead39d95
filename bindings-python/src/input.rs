//! Arrow data as it is handed in (the Arrow PyCapsule interface), drained while the interpreter is free: what produces it may
//! need the interpreter itself, and may not produce two streams at a time.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use pyo3_arrow::input::{AnyArray, AnyRecordBatch};

use crate::fault::Refused;

/// The pieces of a column; a table of a single column counts as that column.
pub(crate) struct Pieces(pub(crate) Vec<ArrayRef>);

impl<'py> FromPyObject<'_, 'py> for Pieces {
    type Error = PyErr;

    fn extract(data: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let reader = data.extract::<AnyArray>()?.into_reader()?;
        let drained = data.py().detach(move || reader.collect::<Result<Vec<_>, ArrowError>>());
        let single = |piece: ArrayRef| match piece.as_struct_opt().map(StructArray::columns) {
            Some([single]) => Arc::clone(single),
            _ => piece,
        };
        Ok(Self(drained.map_err(Refused::request)?.into_iter().map(single).collect()))
    }
}

/// A table.
pub(crate) struct Frame {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

impl<'py> FromPyObject<'_, 'py> for Frame {
    type Error = PyErr;

    fn extract(data: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let reader = data.extract::<AnyRecordBatch>()?.into_reader()?;
        let schema = reader.schema();
        let drained = data.py().detach(move || reader.collect::<Result<Vec<_>, ArrowError>>());
        Ok(Self { schema, batches: drained.map_err(Refused::request)? })
    }
}
